use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(identity(begin = 5))]
    pub number: i64,
}

fn main() {}
