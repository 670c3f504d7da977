use fsm_core::Table;

#[derive(Table)]
#[table(rename_all = "PascalCase")]
#[sqlx(rename_all = "camelCase")]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
