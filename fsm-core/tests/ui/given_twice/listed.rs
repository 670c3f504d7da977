use fsm_core::Table;

#[derive(Table)]
#[table(unique(a, b, a))]
struct User {
    #[column(primary_key)]
    id: i64,
    a: i64,
    b: i64,
}

fn main() {}
