use fsm_core::Table;

#[derive(Table)]
#[table(comment_from_docs = true)]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
