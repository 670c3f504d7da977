use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(tenant, id))]
struct User {
    tenant: i64,
    id: i64,
}

#[derive(Table)]
struct Post {
    #[column(primary_key)]
    id: i64,
    #[column(references = User(tenant, id))]
    author_id: i64,
}

fn main() {}
