use fsm_core::Table;

#[derive(Table)]
#[table(nmae = "users")]
pub struct User {
    #[column(primary_ky)]
    pub id: i64,
    #[column(lenght = 50)]
    pub name: String,
}

fn main() {}
