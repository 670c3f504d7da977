use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(computed(sql = "lower(nick)", stored, virtual))]
    name: String,
    nick: String,
}

fn main() {}
