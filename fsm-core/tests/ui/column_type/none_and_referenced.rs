use fsm_core::Table;

struct Number;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: Number,
}

#[derive(Table)]
struct Post {
    #[column(primary_key)]
    id: i64,
    #[column(references = User::id)]
    author_id: i64,
}

fn main() {}
