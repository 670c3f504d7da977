use fsm_core::Table;

#[derive(Table)]
#[table(unique(name, deferable))]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    pub name: String,
    pub email: String,
}

fn main() {}
