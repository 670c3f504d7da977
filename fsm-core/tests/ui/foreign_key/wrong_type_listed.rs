use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(tenant, id))]
struct User {
    tenant: i64,
    id: i64,
}

#[derive(Table)]
#[table(foreign_key(columns(author_tenant, author_id), references = User(tenant, id)))]
struct Post {
    #[column(primary_key)]
    id: i64,
    author_tenant: i64,
    author_id: i32,
}

fn main() {}
