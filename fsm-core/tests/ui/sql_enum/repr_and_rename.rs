use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[repr(i32)]
enum Role {
    Member,
    #[sqlx(rename = "boss")]
    Admin,
}

fn main() {}
