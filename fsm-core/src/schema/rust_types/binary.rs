use super::column_types;
use crate::schema::SqlType;

column_types! {
    [u8] => SqlType::LargeBinary;
    #[cfg(feature = "bstr")]
    sqlx::types::BString => SqlType::LargeBinary;
}
