use fsm_core::SqlEnum;

#[derive(SqlEnum)]
pub enum Role {
    Member(i64),
}

fn main() {}
