use fsm_core::Table;

#[derive(Table)]
union User {
    id: i64,
    name: u64,
}

fn main() {}
