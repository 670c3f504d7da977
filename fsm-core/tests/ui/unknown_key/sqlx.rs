use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(renam = "nick")]
    name: String,
}

fn main() {}
