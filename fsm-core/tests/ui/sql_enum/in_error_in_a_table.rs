use fsm_core::{SqlEnum, Table};

#[derive(SqlEnum)]
enum Role {
    Member(i64),
    Admin,
}

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(default = "Admin")]
    role: Role,
}

fn main() {}
