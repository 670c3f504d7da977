use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key, identity, autoincrement = false)]
    id: i64,
}

fn main() {}
