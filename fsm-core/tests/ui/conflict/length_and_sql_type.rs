use fsm_core::Table;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(sql_type = "citext", length = 50)]
    name: String,
}

fn main() {}
