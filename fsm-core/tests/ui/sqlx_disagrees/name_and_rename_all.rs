use fsm_core::Table;

#[derive(Table)]
#[sqlx(rename_all = "camelCase")]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(name = "user_name")]
    login_name: String,
}

fn main() {}
