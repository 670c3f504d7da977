use fsm_core::{Embeddable, Table};

#[derive(Embeddable)]
struct Address {
    #[column(lenght = 5)]
    city: String,
}

#[derive(Table)]
#[table(index(city))]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(flatten)]
    address: Address,
}

fn main() {}
