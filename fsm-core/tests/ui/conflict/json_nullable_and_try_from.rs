use fsm_core::Table;

struct Data;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[sqlx(json(nullable), try_from = "Data")]
    data: Option<Data>,
}

fn main() {}
