use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(name = "login")]
    name: String,
    login: String,
}

fn main() {}
