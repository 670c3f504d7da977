use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(sql_type(postgre = "citext"))]
    pub name: String,
}

fn main() {}
