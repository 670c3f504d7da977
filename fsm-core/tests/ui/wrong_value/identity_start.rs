use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key, identity(start = "1000"))]
    id: i64,
}

fn main() {}
