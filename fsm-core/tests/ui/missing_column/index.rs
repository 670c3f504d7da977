use fsm_core::Table;

#[derive(Table)]
#[table(index(firstname desc))]
struct User {
    #[column(primary_key)]
    id: i64,
    first_name: String,
}

fn main() {}
