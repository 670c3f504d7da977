use fsm_core::Table;

#[derive(Table)]
#[table(index(columns(name opps = "text_pattern_ops")))]
struct User {
    #[column(primary_key)]
    id: i64,
    name: String,
}

fn main() {}
