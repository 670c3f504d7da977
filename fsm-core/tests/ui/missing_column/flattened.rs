use fsm_core::{Embeddable, Table};

#[derive(Embeddable)]
struct Address {
    city: String,
    zip: String,
}

#[derive(Table)]
#[table(index(zip, town))]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(flatten)]
    address: Address,
}

fn main() {}
