use fsm_core::{Embeddable, Table};

#[derive(Embeddable)]
pub struct Address {
    pub city: String,
}

#[derive(Table)]
#[table(index(town))]
pub struct User {
    pub id: i64,
    #[sqlx(flatten)]
    pub address: Address,
}

fn main() {}
