use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(skip, length = 50)]
    pub name: String,
}

fn main() {}
