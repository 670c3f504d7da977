use fsm_core::Table;

#[derive(Table)]
#[table(check(sql = "id > 0", dialects))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
