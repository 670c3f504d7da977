use fsm_core::Table;

#[derive(Table)]
#[table(check(name = "ck_users"))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
