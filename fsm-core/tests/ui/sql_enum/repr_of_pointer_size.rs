use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[repr(usize)]
pub enum Role {
    Member,
}

fn main() {}
