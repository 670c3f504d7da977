use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(rename_all = "lower")]
pub enum Role {
    Member,
}

fn main() {}
