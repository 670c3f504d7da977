use fsm_core::Table;

pub struct Money(pub i64);

#[derive(Table)]
pub struct Invoice {
    pub id: i64,
    pub total: Money,
}

fn main() {}
