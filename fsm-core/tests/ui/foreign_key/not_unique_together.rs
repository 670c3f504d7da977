use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    pub tenant: i64,
}

#[derive(Table)]
#[table(foreign_key(columns(tenant, author), references = User(tenant, id)))]
pub struct Post {
    pub tenant: i64,
    pub author: i64,
}

fn main() {}
