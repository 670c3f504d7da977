use fsm_core::Table;

#[derive(Table)]
#[table(mysql(engin = "InnoDB"))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
