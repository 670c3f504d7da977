use fsm_core::{ColumnType, Dialect, EnumDef, Sql, SqlType, TableName};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    let postgres_only =
        Sql::from_const(None, &[(Dialect::Postgres, std::borrow::Cow::Borrowed("int4"))]);
    vec![
        sample!(Mood; sqlite, postgres, mysql = MOODS),
        sample!(UserId; sqlite, postgres, mysql = [UserId(i64::MIN), UserId(i64::MAX)]),
        sample!(i32; sqlite, postgres, mysql = [i32::MIN, i32::MAX])
            .with("sql_type = \"integer\"", SqlType::custom("integer")),
        sample!(i32; postgres = [i32::MIN, i32::MAX])
            .with("sql_type(postgres = \"int4\")", SqlType::Custom(postgres_only)),
    ]
}

/// An enum whose labels a careless quotation would change.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::Type)]
#[sqlx(type_name = "mood", rename_all = "snake_case")]
pub enum Mood {
    VeryHappy,
    #[sqlx(rename = "it's")]
    Apostrophe,
    #[sqlx(rename = "back\\slash")]
    Backslash,
    #[sqlx(rename = "a, b")]
    Comma,
    #[sqlx(rename = "Ünïcode 😀")]
    Unicode,
    #[sqlx(rename = "")]
    Empty,
}

pub const MOODS: [Mood; 6] =
    [Mood::VeryHappy, Mood::Apostrophe, Mood::Backslash, Mood::Comma, Mood::Unicode, Mood::Empty];

impl ColumnType for Mood {
    const TYPE: SqlType = SqlType::Enum(EnumDef {
        name: TableName { schema: None, name: std::borrow::Cow::Borrowed("mood") },
        labels: std::borrow::Cow::Borrowed(
            &const {
                [
                    std::borrow::Cow::Borrowed("very_happy"),
                    std::borrow::Cow::Borrowed("it's"),
                    std::borrow::Cow::Borrowed("back\\slash"),
                    std::borrow::Cow::Borrowed("a, b"),
                    std::borrow::Cow::Borrowed("Ünïcode 😀"),
                    std::borrow::Cow::Borrowed(""),
                ]
            },
        ),
    });
}

/// A newtype, with the one line that a newtype needs.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::Type)]
#[sqlx(transparent)]
pub struct UserId(pub i64);

impl ColumnType for UserId {
    const TYPE: SqlType = <i64 as ColumnType>::TYPE;
}
