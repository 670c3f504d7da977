use fsm_core::Table;

#[derive(Table)]
#[table("users")]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
