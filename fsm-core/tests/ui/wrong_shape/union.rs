use fsm_core::Table;

#[derive(Table)]
pub union User {
    id: i64,
    number: u64,
}

fn main() {}
