use fsm_core::Table;

#[derive(Table)]
#[table(renamed_from = "")]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
