use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(type_name = "user role")]
pub enum Role {
    Member,
}

fn main() {}
