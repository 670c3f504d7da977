use super::column_types;
use crate::schema::SqlType;
use sqlx::types::time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

column_types! {
    OffsetDateTime => SqlType::DateTimeTz;
    PrimitiveDateTime => SqlType::DateTime;
    Date => SqlType::Date;
    Time => SqlType::Time;
}
