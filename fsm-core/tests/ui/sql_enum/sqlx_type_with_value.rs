use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sql_enum(sqlx_type = true)]
enum Role {
    Member,
    Admin,
}

fn main() {}
