use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(skip)]
    id: i64,
}

fn main() {}
