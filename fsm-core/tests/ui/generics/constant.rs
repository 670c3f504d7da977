use fsm_core::Table;

#[derive(Table)]
struct Vector<const N: usize> {
    #[column(primary_key)]
    id: i64,
    values: [i32; N],
}

fn main() {}
