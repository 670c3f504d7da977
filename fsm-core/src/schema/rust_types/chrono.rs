use super::column_types;
use crate::schema::SqlType;
use sqlx::types::chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, Utc};

column_types! {
    DateTime<Utc> => SqlType::DateTimeTz;
    DateTime<Local> => SqlType::DateTimeTz;
    DateTime<FixedOffset> => SqlType::DateTimeOffset;
    NaiveDateTime => SqlType::DateTime;
    NaiveDate => SqlType::Date;
    NaiveTime => SqlType::Time;
}
