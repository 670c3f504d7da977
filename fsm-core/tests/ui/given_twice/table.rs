use fsm_core::Table;

#[derive(Table)]
#[table(name = "users", comment = "people", name = "people")]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
