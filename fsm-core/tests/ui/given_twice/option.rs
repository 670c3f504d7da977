use fsm_core::Table;

#[derive(Table)]
#[table(mysql(engine = "InnoDB", engine = "MyISAM"))]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
