use fsm_core::Table;

#[derive(Table)]
#[table(check(id > 0))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
