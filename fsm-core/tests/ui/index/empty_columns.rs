use fsm_core::Table;

#[derive(Table)]
#[table(index(columns(), unique))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
