use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = "users")]
    pub name: String,
}

fn main() {}
