use fsm_core::Table;

#[derive(Table)]
#[table(foreign_key(column(a, b), references = "pairs(a, b)"))]
struct User {
    #[column(primary_key)]
    id: i64,
    a: i64,
    b: i64,
}

fn main() {}
