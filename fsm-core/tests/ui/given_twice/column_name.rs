use fsm_core::Table;

#[derive(Table)]
pub struct User {
    pub id: i64,
    #[column(name = "id")]
    pub number: i64,
}

fn main() {}
