use fsm_core::Table;

#[derive(Table)]
#[table(unique(first_name, lastname))]
struct User {
    #[column(primary_key)]
    id: i64,
    first_name: String,
    last_name: String,
}

fn main() {}
