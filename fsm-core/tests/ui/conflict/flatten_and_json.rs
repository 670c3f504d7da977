use fsm_core::{Embeddable, Table};

#[derive(Embeddable)]
struct Address {
    city: String,
}

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(flatten, json)]
    address: Address,
}

fn main() {}
