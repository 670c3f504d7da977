use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(type_name = "")]
enum Role {
    Member,
    Admin,
}

fn main() {}
