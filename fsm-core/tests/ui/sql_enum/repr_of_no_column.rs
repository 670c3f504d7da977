use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[repr(u128)]
enum Role {
    Member,
    Admin,
}

fn main() {}
