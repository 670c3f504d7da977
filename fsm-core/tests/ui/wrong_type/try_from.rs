use fsm_core::Table;

#[derive(Table)]
pub struct User {
    pub id: i64,
    #[sqlx(try_from = "i64 i32")]
    pub age: u8,
}

fn main() {}
