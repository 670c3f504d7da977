//! Which column type each Rust type has.

use super::{ColumnType, SqlType};

macro_rules! column_types {
    ($($rust:ty => $sql:expr;)*) => {$(
        impl ColumnType for $rust {
            const TYPE: SqlType = $sql;
        }
    )*};
}

column_types! {
    bool => SqlType::Boolean;
    i8 => SqlType::TinyInteger;
    i16 => SqlType::SmallInteger;
    i32 => SqlType::Integer;
    i64 => SqlType::BigInteger;
    u8 => SqlType::UnsignedTinyInteger;
    u16 => SqlType::UnsignedSmallInteger;
    u32 => SqlType::UnsignedInteger;
    u64 => SqlType::UnsignedBigInteger;
    f32 => SqlType::Float;
    f64 => SqlType::Double;
    String => SqlType::Text;
    Vec<u8> => SqlType::LargeBinary;
}

#[cfg(feature = "chrono")]
column_types! {
    sqlx::types::chrono::DateTime<sqlx::types::chrono::Utc> => SqlType::DateTimeTz;
    sqlx::types::chrono::NaiveDateTime => SqlType::DateTime;
    sqlx::types::chrono::NaiveDate => SqlType::Date;
    sqlx::types::chrono::NaiveTime => SqlType::Time;
}
