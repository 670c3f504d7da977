use fsm_core::Table;

#[derive(Table)]
#[table(sqlite(strict = true))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
