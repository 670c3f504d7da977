use fsm_core::Table;

#[derive(Table)]
#[table(index(cache))]
pub struct User {
    pub id: i64,
    #[column(skip)]
    pub cache: String,
}

fn main() {}
