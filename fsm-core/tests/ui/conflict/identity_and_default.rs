use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key, identity, default = 5)]
    id: i64,
}

fn main() {}
