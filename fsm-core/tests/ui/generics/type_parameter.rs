use fsm_core::Table;

#[derive(Table)]
struct Page<T> {
    #[column(primary_key)]
    id: i64,
    content: T,
}

fn main() {}
