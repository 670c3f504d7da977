use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[repr(i32)]
#[sql_enum(sqlx_type)]
enum Role {
    Member,
    Admin,
}

fn main() {}
