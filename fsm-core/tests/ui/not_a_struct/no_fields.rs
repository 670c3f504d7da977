use fsm_core::Table;

#[derive(Table)]
struct User {}

fn main() {}
