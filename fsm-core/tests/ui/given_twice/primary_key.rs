use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(id))]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
}

fn main() {}
