use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(rename = "a", rename = "b")]
    name: String,
}

fn main() {}
