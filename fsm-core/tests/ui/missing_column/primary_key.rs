use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(a, c))]
struct User {
    a: i64,
    b: i64,
}

fn main() {}
