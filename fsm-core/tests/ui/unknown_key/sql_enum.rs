use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sql_enum(sqlxtype)]
enum Role {
    Member,
    Admin,
}

fn main() {}
