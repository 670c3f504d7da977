use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(references = Self::id)]
    friend: Option<i32>,
}

fn main() {}
