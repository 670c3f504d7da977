use fsm_core::Table;

enum Role {
    Member,
    Admin,
}

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    role: Role,
}

fn main() {}
