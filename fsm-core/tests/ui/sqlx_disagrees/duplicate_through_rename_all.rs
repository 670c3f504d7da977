use fsm_core::Table;

#[derive(Table)]
#[sqlx(rename_all = "lowercase")]
struct User {
    #[column(primary_key)]
    id: i64,
    login: String,
    logiN: String,
}

fn main() {}
