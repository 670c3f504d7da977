use fsm_core::SqlEnum;

#[derive(SqlEnum)]
enum Role<const N: usize> {
    Member,
    Admin,
}

fn main() {}
