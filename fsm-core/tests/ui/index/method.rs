use fsm_core::Table;

#[derive(Table)]
#[table(index(columns(name), method(gin)))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
