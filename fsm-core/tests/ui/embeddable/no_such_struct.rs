use fsm_core::Table;

#[derive(Table)]
struct House {
    #[column(primary_key)]
    id: i64,
    #[sqlx(flatten)]
    address: Address,
}

fn main() {}
