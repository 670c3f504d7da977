use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(precision = 10, scale = 2)]
    pub name: String,
}

fn main() {}
