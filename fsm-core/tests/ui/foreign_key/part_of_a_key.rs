use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(tenant, id))]
pub struct User {
    pub tenant: i64,
    pub id: i64,
}

#[derive(Table)]
pub struct Post {
    #[column(references = User::id)]
    pub author: i64,
}

fn main() {}
