use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(rename_all = "lower_case")]
enum Role {
    Member,
    Admin,
}

fn main() {}
