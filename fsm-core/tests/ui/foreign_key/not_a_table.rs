use fsm_core::Table;

pub struct Person {
    pub id: i64,
}

#[derive(Table)]
pub struct Post {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = Person::id)]
    pub author: i64,
}

fn main() {}
