use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(ident))]
pub struct User {
    pub id: i64,
}

fn main() {}
