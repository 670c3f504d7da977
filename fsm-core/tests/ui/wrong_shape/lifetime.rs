use fsm_core::Table;

#[derive(Table)]
pub struct User<'a> {
    pub name: &'a str,
}

fn main() {}
