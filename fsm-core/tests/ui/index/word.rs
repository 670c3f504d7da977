use fsm_core::Table;

#[derive(Table)]
#[table(index(name descending))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
