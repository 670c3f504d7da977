use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(length = 5000000000)]
    name: String,
}

fn main() {}
