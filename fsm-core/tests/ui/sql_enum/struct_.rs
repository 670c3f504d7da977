use fsm_core::SqlEnum;

#[derive(SqlEnum)]
struct Role {
    name: String,
}

fn main() {}
