use fsm_core::SqlEnum;

#[derive(SqlEnum)]
#[repr(i32)]
pub enum Role {
    #[sqlx(rename = "member")]
    Member,
}

fn main() {}
