use fsm_core::Table;

struct Address {
    city: String,
}

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(flatten)]
    address: Address,
}

fn main() {}
