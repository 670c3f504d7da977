use fsm_core::Table;

#[derive(Table)]
#[table(mariadb(engine = "Aria"))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
