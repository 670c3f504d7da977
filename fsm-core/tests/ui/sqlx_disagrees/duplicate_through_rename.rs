use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    login: String,
    #[sqlx(rename = "login")]
    name: String,
}

fn main() {}
