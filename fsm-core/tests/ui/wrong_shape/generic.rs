use fsm_core::Table;

#[derive(Table)]
pub struct User<T> {
    pub id: T,
}

fn main() {}
