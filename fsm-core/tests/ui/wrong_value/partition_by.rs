use fsm_core::Table;

#[derive(Table)]
#[table(postgres(partition_by(range(id))))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
