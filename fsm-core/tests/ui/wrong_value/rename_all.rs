use fsm_core::Table;

#[derive(Table)]
#[table(rename_all = "camelcase")]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
