use fsm_core::Table;

#[derive(Table)]
#[table(index(columns(name), dialects = "sqlite"))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
