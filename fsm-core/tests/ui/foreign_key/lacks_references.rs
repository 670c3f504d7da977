use fsm_core::Table;

#[derive(Table)]
#[table(foreign_key(columns(author)))]
pub struct Post {
    pub author: i64,
}

fn main() {}
