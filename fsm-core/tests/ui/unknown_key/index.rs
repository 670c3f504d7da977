use fsm_core::Table;

#[derive(Table)]
#[table(index(name, nmae = "ix"))]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    pub name: String,
    pub email: String,
}

fn main() {}
