use fsm_core::Table;

#[derive(Table)]
#[table(index(name nulls start))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
