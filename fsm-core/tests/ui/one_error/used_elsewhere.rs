use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key, lenght = 5)]
    pub id: i64,
    pub name: String,
}

#[derive(Table)]
pub struct Post {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = User::id)]
    pub author: i64,
}

pub fn columns() -> [&'static str; 2] {
    let _ = User::definition();
    [User::COLUMNS.name.name(), User::COLUMNS.id.name()]
}

fn main() {}
