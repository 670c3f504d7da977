use fsm_core::Table;

#[derive(Table)]
#[table(sqlite = "strict")]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
