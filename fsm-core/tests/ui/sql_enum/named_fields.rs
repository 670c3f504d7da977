use fsm_core::SqlEnum;

#[derive(SqlEnum)]
enum Role {
    Member,
    Admin { level: i64 },
}

fn main() {}
