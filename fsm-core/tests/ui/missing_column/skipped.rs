use fsm_core::Table;

#[derive(Table)]
#[table(index(cached))]
struct User {
    #[column(primary_key)]
    id: i64,
    first_name: String,
    #[column(skip)]
    cached: bool,
}

fn main() {}
