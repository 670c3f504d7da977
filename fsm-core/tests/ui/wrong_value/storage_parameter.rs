use fsm_core::Table;

#[derive(Table)]
#[table(postgres(with(fillfactor)))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
