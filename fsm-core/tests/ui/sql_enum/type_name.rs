use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(type_name = "user role")]
enum Role {
    Member,
    Admin,
}

fn main() {}
