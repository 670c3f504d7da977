use fsm_core::Table;

#[derive(Table)]
#[table(crate = "fsm_core")]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
