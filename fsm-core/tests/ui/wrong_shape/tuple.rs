use fsm_core::Table;

#[derive(Table)]
pub struct User(i64, String);

fn main() {}
