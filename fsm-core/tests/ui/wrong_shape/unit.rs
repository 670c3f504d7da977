use fsm_core::Table;

#[derive(Table)]
pub struct User;

fn main() {}
