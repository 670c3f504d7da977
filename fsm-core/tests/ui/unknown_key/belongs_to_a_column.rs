use fsm_core::Table;

#[derive(Table)]
#[table(length = 50)]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
