use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(unique, length = 50, unique)]
    name: String,
}

fn main() {}
