use fsm_core::Table;

#[derive(Table)]
#[table(check(nmae = "ck_name", sql = "name <> ''"))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
