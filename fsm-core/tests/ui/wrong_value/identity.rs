use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key, identity = "always")]
    id: i64,
}

fn main() {}
