use fsm_core::SqlEnum;

#[derive(SqlEnum)]
enum Role {
}

fn main() {}
