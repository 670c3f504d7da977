use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(computed = "id + 1", identity)]
    next: i64,
}

fn main() {}
