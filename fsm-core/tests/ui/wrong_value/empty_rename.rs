use fsm_core::Table;

#[derive(Table)]
struct User {
    #[sqlx(rename = "")]
    id: i64,
}

fn main() {}
