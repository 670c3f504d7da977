use fsm_core::SqlEnum;

#[derive(SqlEnum)]
pub enum Role {}

fn main() {}
