use fsm_core::Table;

#[derive(Table)]
#[table(mysql(charset = ""))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
