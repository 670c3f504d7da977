use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(type_name = "db.app.role")]
enum Role {
    Member,
    Admin,
}

fn main() {}
