use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key, identity(alwyas))]
    id: i64,
}

fn main() {}
