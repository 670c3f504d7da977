use fsm_core::Table;

#[derive(Table)]
enum User {
    Member,
    Admin,
}

fn main() {}
