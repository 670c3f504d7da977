use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[sqlx(rename_all = "lowercase")]
enum Role {
    Member,
    MEMBER,
}

fn main() {}
