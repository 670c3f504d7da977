use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(primary_key = true)]
    pub other: i64,
}

fn main() {}
