use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(check = age > 0)]
    age: i64,
}

fn main() {}
