use fsm_core::Table;

#[derive(Table)]
#[table(unique(tenant, name))]
struct User {
    #[column(primary_key)]
    id: i64,
    tenant: i64,
    name: String,
}

#[derive(Table)]
#[table(foreign_key(columns(author_id, author_name), references = User(id, name)))]
struct Post {
    #[column(primary_key)]
    id: i64,
    author_id: i64,
    author_name: String,
}

fn main() {}
