use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(length = 50, length = 60)]
    pub name: String,
}

fn main() {}
