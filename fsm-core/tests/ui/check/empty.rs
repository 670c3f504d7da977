use fsm_core::Table;

#[derive(Table)]
#[table(check())]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
