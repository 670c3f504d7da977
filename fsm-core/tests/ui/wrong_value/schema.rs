use fsm_core::Table;

#[derive(Table)]
#[table(schema = 5)]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
