use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(sql_type(mysql = "TEXT", mysql = "LONGTEXT"))]
    name: String,
}

fn main() {}
