use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(rename = "login")]
    #[column(name = "user_name")]
    name: String,
}

fn main() {}
