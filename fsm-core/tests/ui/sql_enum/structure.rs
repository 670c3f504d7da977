use fsm_core::SqlEnum;

#[derive(SqlEnum)]
pub struct Role {
    pub name: String,
}

fn main() {}
