use fsm_core::Table;

#[derive(Table)]
#[table(rename_all = "camelCase")]
#[sqlx(rename_all = "PascalCase")]
pub struct User {
    pub id: i64,
}

fn main() {}
