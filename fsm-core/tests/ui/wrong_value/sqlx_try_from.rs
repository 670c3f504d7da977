use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(try_from = "Vec<")]
    name: String,
}

fn main() {}
