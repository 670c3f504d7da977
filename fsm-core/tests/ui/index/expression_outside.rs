use fsm_core::Table;

#[derive(Table)]
#[table(index(lower(name), id))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
