use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(tenant, id))]
pub struct User {
    pub tenant: i64,
    pub id: i64,
}

#[derive(Table)]
#[table(foreign_key(columns(author), references = User(tenant, id)))]
pub struct Post {
    pub author: i64,
}

fn main() {}
