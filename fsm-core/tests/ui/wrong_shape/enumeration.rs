use fsm_core::Table;

#[derive(Table)]
pub enum User {
    Member,
}

fn main() {}
