use fsm_core::Table;

pub struct Address {
    pub city: String,
}

#[derive(Table)]
pub struct User {
    pub id: i64,
    #[sqlx(flatten)]
    pub address: Address,
}

fn main() {}
