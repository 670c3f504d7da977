use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(a, b, nam = "pk_users"))]
struct User {
    a: i64,
    b: i64,
}

fn main() {}
