use fsm_core::Table;

#[derive(Table)]
#[table(primary_key(name, name))]
pub struct User {
    pub name: String,
}

fn main() {}
