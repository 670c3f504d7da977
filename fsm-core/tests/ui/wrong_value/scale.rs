use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(precision = 9, scale)]
    rate: f64,
}

fn main() {}
