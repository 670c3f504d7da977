use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

#[derive(Table)]
#[table(foreign_key(references = User(id)))]
struct Post {
    #[column(primary_key)]
    id: i64,
    author_id: i64,
}

fn main() {}
