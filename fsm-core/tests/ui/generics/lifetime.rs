use fsm_core::Table;

#[derive(Table)]
struct User<'a> {
    #[column(primary_key)]
    id: i64,
    name: &'a str,
}

fn main() {}
