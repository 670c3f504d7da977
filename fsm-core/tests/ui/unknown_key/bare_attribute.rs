use fsm_core::Table;

#[derive(Table)]
#[table = "users"]
pub struct User {
    pub id: i64,
}

fn main() {}
