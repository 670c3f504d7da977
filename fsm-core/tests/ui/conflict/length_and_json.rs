use fsm_core::Table;

struct Data;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(json)]
    #[column(length = 50)]
    data: Data,
}

fn main() {}
