use super::column_types;
use crate::schema::{PostgresType, SqlType};
use sqlx::postgres::types::{
    Oid, PgBox, PgCiText, PgCircle, PgCube, PgHstore, PgInterval, PgLQuery, PgLSeg, PgLTree,
    PgLine, PgMoney, PgPath, PgPoint, PgPolygon,
};

column_types! {
    Oid => SqlType::Postgres(PostgresType::Oid);
    PgBox => SqlType::Postgres(PostgresType::Box);
    PgCiText => SqlType::Postgres(PostgresType::Citext);
    PgCircle => SqlType::Postgres(PostgresType::Circle);
    PgCube => SqlType::Postgres(PostgresType::Cube);
    PgHstore => SqlType::Postgres(PostgresType::Hstore);
    PgInterval => SqlType::Interval;
    PgLQuery => SqlType::Postgres(PostgresType::Lquery);
    PgLSeg => SqlType::Postgres(PostgresType::Lseg);
    PgLTree => SqlType::Postgres(PostgresType::Ltree);
    PgLine => SqlType::Postgres(PostgresType::Line);
    PgMoney => SqlType::Postgres(PostgresType::Money);
    PgPath => SqlType::Postgres(PostgresType::Path);
    PgPoint => SqlType::Postgres(PostgresType::Point);
    PgPolygon => SqlType::Postgres(PostgresType::Polygon);
    #[cfg(feature = "bit-vec")]
    sqlx::types::BitVec => SqlType::Postgres(PostgresType::VarBit);
    #[cfg(feature = "chrono")]
    sqlx::postgres::types::PgTimeTz<
        sqlx::types::chrono::NaiveTime,
        sqlx::types::chrono::FixedOffset,
    > => SqlType::TimeTz;
    #[cfg(feature = "time")]
    sqlx::postgres::types::PgTimeTz<sqlx::types::time::Time, sqlx::types::time::UtcOffset>
        => SqlType::TimeTz;
}
