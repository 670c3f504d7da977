use fsm_core::SqlEnum;

#[derive(SqlEnum)]
enum Role {
    Member,
    #[sqlx(rename = "Member")]
    User,
}

fn main() {}
