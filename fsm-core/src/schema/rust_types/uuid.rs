use super::column_types;
use crate::schema::SqlType;
use sqlx::types::uuid::{Uuid, fmt};

column_types! {
    Uuid => SqlType::Uuid;
    fmt::Hyphenated => SqlType::UuidHyphenated;
    fmt::Simple => SqlType::UuidSimple;
}
