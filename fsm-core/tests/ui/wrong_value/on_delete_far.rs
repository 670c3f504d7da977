use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(references = "users.id", on_delete = "remove")]
    friend: i64,
}

fn main() {}
