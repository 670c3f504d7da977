use std::borrow::Cow;

use fsm_core::{ColumnType, Dialect, EnumDef, Sql, SqlType, TableName};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgHasArrayType, PgTypeInfo};
use sqlx::{Database, Decode, Encode, MySql, Postgres, Sqlite, Type};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    let here = Sql::from_const(None, &[(Dialect::Postgres, Cow::Borrowed("int4"))]);
    vec![
        sample!(Mood; sqlite, postgres, mysql = MOODS),
        sample!(UserId; sqlite, postgres, mysql = [UserId(i64::MIN), UserId(i64::MAX)]),
        sample!(i32; sqlite, postgres, mysql = [i32::MIN, i32::MAX])
            .with("sql_type = \"integer\"", SqlType::custom("integer")),
        sample!(i32; postgres = [i32::MIN, i32::MAX])
            .with("sql_type(postgres = \"int4\")", SqlType::Custom(here)),
    ]
}

/// An enum whose labels a careless quotation would change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mood(&'static str);

const LABELS: [&str; 6] = ["happy", "it's", "back\\slash", "a, b", "Ünïcode", ""];

pub const MOODS: [Mood; 6] = [
    Mood(LABELS[0]),
    Mood(LABELS[1]),
    Mood(LABELS[2]),
    Mood(LABELS[3]),
    Mood(LABELS[4]),
    Mood(LABELS[5]),
];

impl ColumnType for Mood {
    const TYPE: SqlType = SqlType::Enum(EnumDef::from_const(
        TableName::from_const(None, "mood"),
        &[
            Cow::Borrowed(LABELS[0]),
            Cow::Borrowed(LABELS[1]),
            Cow::Borrowed(LABELS[2]),
            Cow::Borrowed(LABELS[3]),
            Cow::Borrowed(LABELS[4]),
            Cow::Borrowed(LABELS[5]),
        ],
    ));
}

impl Type<Postgres> for Mood {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("mood")
    }
}

impl PgHasArrayType for Mood {
    fn array_type_info() -> PgTypeInfo {
        PgTypeInfo::array_of("mood")
    }
}

macro_rules! typed_as_text {
    ($($database:ty),*) => {$(
        impl Type<$database> for Mood {
            fn type_info() -> <$database as Database>::TypeInfo {
                <str as Type<$database>>::type_info()
            }

            fn compatible(found: &<$database as Database>::TypeInfo) -> bool {
                <str as Type<$database>>::compatible(found)
            }
        }
    )*};
}

typed_as_text!(Sqlite, MySql);

macro_rules! sent_as_text {
    ($($database:ty),*) => {$(
        impl Encode<'_, $database> for Mood {
            fn encode_by_ref(
                &self,
                buffer: &mut <$database as Database>::ArgumentBuffer,
            ) -> Result<IsNull, BoxDynError> {
                <&str as Encode<$database>>::encode(self.0, buffer)
            }
        }

        impl<'r> Decode<'r, $database> for Mood {
            fn decode(value: <$database as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let text = <&str as Decode<$database>>::decode(value)?;
                let label = LABELS.into_iter().find(|label| *label == text);
                Ok(Self(label.ok_or("no label of this enum")?))
            }
        }
    )*};
}

sent_as_text!(Sqlite, Postgres, MySql);

/// A newtype, with the one line that a newtype needs.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::Type)]
#[sqlx(transparent)]
pub struct UserId(pub i64);

impl ColumnType for UserId {
    const TYPE: SqlType = <i64 as ColumnType>::TYPE;
}
