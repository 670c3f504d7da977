use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(server_default = "now()")]
    name: String,
}

fn main() {}
