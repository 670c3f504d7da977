use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[sqlx(json(nullable), try_from = "i64")]
    pub other: Option<i64>,
}

fn main() {}
