use fsm_core::Table;

#[derive(Table)]
#[table(index(columns(a), columns(b)))]
struct User {
    #[column(primary_key)]
    id: i64,
    a: i64,
    b: i64,
}

fn main() {}
