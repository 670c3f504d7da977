use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(default_sql = 5)]
    age: i64,
}

fn main() {}
