//! One value of every kind of type, so that tests can hold themselves to all of them.
//! It never decides what a type means.

use super::{ElementType, EnumDef, PostgresType, SqlType};
use crate::schema::{Sql, TableName};
use std::{borrow::Cow, iter};

impl SqlType {
    /// One value of every kind of type, in the order of the variants; PostgreSQL's own types by
    /// [`PostgresType::ALL`].
    #[doc(hidden)]
    pub fn every() -> impl Iterator<Item = Self> {
        let kinds = iter::successors(Some(Self::Boolean), Self::next);
        kinds.chain(PostgresType::ALL[1..].iter().copied().map(Self::Postgres))
    }

    /// The kind that follows; a new variant has to take its place in the chain.
    fn next(&self) -> Option<Self> {
        Some(match self {
            Self::Boolean => Self::TinyInteger,
            Self::TinyInteger => Self::SmallInteger,
            Self::SmallInteger => Self::Integer,
            Self::Integer => Self::BigInteger,
            Self::BigInteger => Self::UnsignedTinyInteger,
            Self::UnsignedTinyInteger => Self::UnsignedSmallInteger,
            Self::UnsignedSmallInteger => Self::UnsignedInteger,
            Self::UnsignedInteger => Self::UnsignedBigInteger,
            Self::UnsignedBigInteger => Self::Float,
            Self::Float => Self::Double,
            Self::Double => Self::Numeric { precision: None, scale: None },
            Self::Numeric { .. } => Self::Text,
            Self::Text => Self::String(1),
            Self::String(_) => Self::LargeBinary,
            Self::LargeBinary => Self::Binary(1),
            Self::Binary(_) => Self::Uuid,
            Self::Uuid => Self::UuidHyphenated,
            Self::UuidHyphenated => Self::UuidSimple,
            Self::UuidSimple => Self::Date,
            Self::Date => Self::Time,
            Self::Time => Self::TimeTz,
            Self::TimeTz => Self::DateTime,
            Self::DateTime => Self::DateTimeTz,
            Self::DateTimeTz => Self::DateTimeOffset,
            Self::DateTimeOffset => Self::Interval,
            Self::Interval => Self::MysqlTime,
            Self::MysqlTime => Self::Json,
            Self::Json => {
                Self::Enum(EnumDef { name: TableName::new(""), labels: Cow::Borrowed(&[]) })
            }
            Self::Enum(_) => Self::IpAddr,
            Self::IpAddr => Self::Ipv4Addr,
            Self::Ipv4Addr => Self::Ipv6Addr,
            Self::Ipv6Addr => Self::Array(ElementType::Static(&Self::Boolean)),
            Self::Array(_) => Self::Custom(Sql::new("")),
            Self::Custom(_) => Self::Postgres(PostgresType::ALL[0]),
            Self::Postgres(_) => return None,
        })
    }
}
