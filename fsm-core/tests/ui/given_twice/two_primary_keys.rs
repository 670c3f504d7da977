use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(a, b))]
struct User {
    #[column(primary_key)]
    id: i64,
    a: i64,
    b: i64,
}

fn main() {}
