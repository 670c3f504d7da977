use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = Self::id)]
    pub parent: Option<i32>,
}

fn main() {}
