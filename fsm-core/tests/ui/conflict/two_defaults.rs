use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(default = "a", default_sql = "lower('A')")]
    name: String,
}

fn main() {}
