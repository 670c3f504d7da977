use fsm_core::{Embeddable, Table};

#[derive(Embeddable)]
struct Address {
    #[column(length = 5)]
    house: i32,
}

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(flatten)]
    address: Address,
}

fn main() {}
