use fsm_core::Table;

#[derive(Table)]
#[table(metadata("audit"))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
