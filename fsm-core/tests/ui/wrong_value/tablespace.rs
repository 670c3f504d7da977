use fsm_core::Table;

#[derive(Table)]
#[table(postgres(tablespace = fast))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
