use fsm_core::SqlEnum;

#[derive(SqlEnum)]
enum Role {
    Member,
    Admin(i64),
}

fn main() {}
