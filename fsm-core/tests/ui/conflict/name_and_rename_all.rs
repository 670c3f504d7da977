use fsm_core::Table;

#[derive(Table)]
#[sqlx(rename_all = "camelCase")]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(name = "label")]
    pub name: String,
}

fn main() {}
