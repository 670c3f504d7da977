use fsm_core::SqlEnum;

#[derive(SqlEnum)]
pub enum Role<const N: usize> {
    Member,
}

fn main() {}
