use fsm_core::Table;

#[derive(Table)]
#[table(mysql(row_format))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
