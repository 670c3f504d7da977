use fsm_core::Table;

#[derive(Table)]
#[table(crate = "fsm_core")]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    pub name: String,
    pub email: String,
}

fn main() {}
