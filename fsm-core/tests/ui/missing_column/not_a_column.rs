use fsm_core::Table;

#[derive(Table)]
#[table(unique(lower(name)))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
