use fsm_core::{Embeddable, Table};

#[derive(Embeddable)]
pub struct Address {
    pub city: String,
}

#[derive(Table)]
pub struct User {
    pub id: i64,
    pub city: String,
    #[sqlx(flatten)]
    pub address: Address,
}

fn main() {}
