use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(computed(stored))]
    name: String,
}

fn main() {}
