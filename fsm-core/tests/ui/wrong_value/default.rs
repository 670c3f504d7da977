use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(default = CURRENT_TIMESTAMP)]
    name: String,
}

fn main() {}
