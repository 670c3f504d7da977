use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[repr(i32)]
#[sqlx(rename_all = "lowercase")]
enum Role {
    Member,
    Admin,
}

fn main() {}
