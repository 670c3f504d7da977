use fsm_core::Table;

#[derive(Table)]
#[table(foreign_key(columns(nam), references = "other.name"))]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    pub name: String,
    pub email: String,
}

fn main() {}
