use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(typename = "role")]
enum Role {
    Member,
    Admin,
}

fn main() {}
