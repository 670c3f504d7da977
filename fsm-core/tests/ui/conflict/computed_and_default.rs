use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(computed = "lower(nick)", default = "a")]
    name: String,
    nick: String,
}

fn main() {}
