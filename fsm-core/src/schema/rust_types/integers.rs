use super::column_types;
use crate::schema::{ColumnType, PostgresType, SqlType};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
};

column_types! {
    i8 => SqlType::TinyInteger;
    i16 => SqlType::SmallInteger;
    i32 => SqlType::Integer;
    i64 => SqlType::BigInteger;
    u16 => SqlType::UnsignedSmallInteger;
    u32 => SqlType::UnsignedInteger;
    u64 => SqlType::UnsignedBigInteger;
    NonZeroI8 => SqlType::TinyInteger;
    NonZeroI16 => SqlType::SmallInteger;
    NonZeroI32 => SqlType::Integer;
    NonZeroI64 => SqlType::BigInteger;
    NonZeroU8 => SqlType::UnsignedTinyInteger;
    NonZeroU16 => SqlType::UnsignedSmallInteger;
    NonZeroU32 => SqlType::UnsignedInteger;
    NonZeroU64 => SqlType::UnsignedBigInteger;
}

/// Many of these are bytes: `Vec<u8>` is no array of numbers.
#[diagnostic::do_not_recommend]
impl ColumnType for u8 {
    const TYPE: SqlType = SqlType::UnsignedTinyInteger;
    const LIST: SqlType = SqlType::LargeBinary;
    const FIXED_LIST: SqlType = SqlType::Postgres(PostgresType::Bytea);
}
