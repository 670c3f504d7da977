use fsm_core::Table;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(computed(sql = "1", stored, virtual))]
    pub other: i64,
}

fn main() {}
