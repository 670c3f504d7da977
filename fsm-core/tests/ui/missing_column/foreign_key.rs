use fsm_core::Table;

#[derive(Table)]
#[table(foreign_key(columns(autor_id), references = "users(id)"))]
struct User {
    #[column(primary_key)]
    id: i64,
    author_id: i64,
}

fn main() {}
