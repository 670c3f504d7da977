use fsm_core::Table;

#[derive(Table)]
#[table(unique(name, null_not_distinct))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
