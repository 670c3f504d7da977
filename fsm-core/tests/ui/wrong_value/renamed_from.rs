use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(renamed_from = nick)]
    name: String,
}

fn main() {}
