use super::column_types;
use crate::schema::{PostgresType, SqlType};
use sqlx::postgres::types::PgRange;

column_types! {
    PgRange<i32> => SqlType::Postgres(PostgresType::Int4Range);
    PgRange<i64> => SqlType::Postgres(PostgresType::Int8Range);
    #[cfg(feature = "bigdecimal")]
    PgRange<sqlx::types::BigDecimal> => SqlType::Postgres(PostgresType::NumRange);
    #[cfg(feature = "rust_decimal")]
    PgRange<sqlx::types::Decimal> => SqlType::Postgres(PostgresType::NumRange);
}

#[cfg(feature = "chrono")]
column_types! {
    PgRange<sqlx::types::chrono::NaiveDate> => SqlType::Postgres(PostgresType::DateRange);
    PgRange<sqlx::types::chrono::NaiveDateTime> => SqlType::Postgres(PostgresType::TsRange);
}

#[cfg(feature = "chrono")]
impl<Tz: sqlx::types::chrono::TimeZone> crate::schema::ColumnType
    for PgRange<sqlx::types::chrono::DateTime<Tz>>
{
    const TYPE: SqlType = SqlType::Postgres(PostgresType::TsTzRange);
}

#[cfg(feature = "time")]
column_types! {
    PgRange<sqlx::types::time::Date> => SqlType::Postgres(PostgresType::DateRange);
    PgRange<sqlx::types::time::PrimitiveDateTime> => SqlType::Postgres(PostgresType::TsRange);
    PgRange<sqlx::types::time::OffsetDateTime> => SqlType::Postgres(PostgresType::TsTzRange);
}
