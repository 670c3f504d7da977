mod constant;
mod every;
mod postgres;

pub(super) use constant::const_eq_str;
pub use postgres::PostgresType;

use super::{List, Sql, Str, TableName};
use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
    ops::Deref,
};

/// The type of a column, by what it means rather than by how a dialect spells it.
///
/// The names are SQLAlchemy's generic types where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SqlType {
    /// True or false.
    Boolean,
    /// A signed integer of 8 bits.
    TinyInteger,
    /// A signed integer of 16 bits.
    SmallInteger,
    /// A signed integer of 32 bits.
    Integer,
    /// A signed integer of 64 bits.
    BigInteger,
    /// An unsigned integer of 8 bits.
    UnsignedTinyInteger,
    /// An unsigned integer of 16 bits.
    UnsignedSmallInteger,
    /// An unsigned integer of 32 bits.
    UnsignedInteger,
    /// An unsigned integer of 64 bits.
    UnsignedBigInteger,
    /// A binary floating-point number of 32 bits.
    Float,
    /// A binary floating-point number of 64 bits.
    Double,
    /// A decimal number: digits in all, and digits after the point.
    Numeric {
        /// Digits in all; `None` for the dialect's widest.
        precision: Option<u32>,
        /// Digits after the point.
        scale: Option<u32>,
    },
    /// Text of any length.
    Text,
    /// Text of at most this many characters (`VARCHAR`).
    String(u32),
    /// Bytes of any length.
    LargeBinary,
    /// At most this many bytes (`VARBINARY`).
    Binary(u32),
    /// A UUID, in the dialect's most compact form that sqlx binds `uuid::Uuid` to.
    Uuid,
    /// A UUID as 36 characters with hyphens (`uuid::fmt::Hyphenated`).
    UuidHyphenated,
    /// A UUID as 32 characters without hyphens (`uuid::fmt::Simple`).
    UuidSimple,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A time of day with an offset from UTC.
    TimeTz,
    /// Date and time of day without a zone.
    DateTime,
    /// A moment in time.
    DateTimeTz,
    /// A moment in time, with the offset it was written with where the dialect keeps one
    /// (`chrono::DateTime<FixedOffset>`).
    DateTimeOffset,
    /// A span of time, in months, days and microseconds (`PgInterval`).
    Interval,
    /// A span of time of at most 838 hours, or a time of day (`MySqlTime`).
    MysqlTime,
    /// A JSON value.
    Json,
    /// One of the labels of an enum.
    Enum(EnumDef),
    /// An IP address of either version (`std::net::IpAddr`).
    IpAddr,
    /// An IPv4 address.
    Ipv4Addr,
    /// An IPv6 address.
    Ipv6Addr,
    /// A type that only PostgreSQL has.
    Postgres(PostgresType),
    /// An array, of any dimension, of another type.
    Array(ElementType),
    /// A type in the author's own words.
    Custom(Sql),
}

/// An enum: its name and its labels, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EnumDef {
    /// The name of the native type, where the dialect has native enums.
    pub name: TableName,
    /// The labels, in the order in which they sort.
    pub labels: List<Str>,
}

impl EnumDef {
    /// An enum of these labels.
    pub fn new<L: Into<Str>>(name: impl Into<Str>, labels: impl IntoIterator<Item = L>) -> Self {
        Self { name: TableName::new(name), labels: labels.into_iter().map(Into::into).collect() }
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(name: TableName, labels: &'static [Str]) -> Self {
        Self { name, labels: Cow::Borrowed(labels) }
    }
}

/// The type of an array's elements.
#[derive(Clone, Debug, Eq)]
pub enum ElementType {
    /// Written by a constant.
    Static(&'static SqlType),
    /// Built at run time.
    Boxed(Box<SqlType>),
}

impl PartialEq for ElementType {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Hash for ElementType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl Deref for ElementType {
    type Target = SqlType;

    fn deref(&self) -> &SqlType {
        match self {
            Self::Static(element) => element,
            Self::Boxed(element) => element,
        }
    }
}

impl SqlType {
    /// An array of `element`.
    #[must_use]
    pub fn array(element: SqlType) -> Self {
        Self::Array(ElementType::Boxed(Box::new(element)))
    }

    /// A type in the author's own words, on every dialect or on some.
    pub fn custom(sql: impl Into<Sql>) -> Self {
        Self::Custom(sql.into())
    }

    /// The type written `text` on every dialect, as a constant.
    #[must_use]
    pub const fn custom_const(text: &'static str) -> Self {
        Self::Custom(Sql { common: Some(Cow::Borrowed(text)), overrides: Cow::Borrowed(&[]) })
    }

    /// Whether the type counts in whole numbers.
    #[must_use]
    pub const fn is_integer(&self) -> bool {
        matches!(
            self,
            Self::TinyInteger
                | Self::SmallInteger
                | Self::Integer
                | Self::BigInteger
                | Self::UnsignedTinyInteger
                | Self::UnsignedSmallInteger
                | Self::UnsignedInteger
                | Self::UnsignedBigInteger
        )
    }

    /// What messages call the type: SQLAlchemy's generic name, in capitals as SQL has it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Boolean => "BOOLEAN",
            Self::TinyInteger => "TINYINT",
            Self::SmallInteger => "SMALLINT",
            Self::Integer => "INTEGER",
            Self::BigInteger => "BIGINT",
            Self::UnsignedTinyInteger => "TINYINT UNSIGNED",
            Self::UnsignedSmallInteger => "SMALLINT UNSIGNED",
            Self::UnsignedInteger => "INTEGER UNSIGNED",
            Self::UnsignedBigInteger => "BIGINT UNSIGNED",
            Self::Float => "FLOAT",
            Self::Double => "DOUBLE",
            Self::Numeric { .. } => "NUMERIC",
            Self::Text => "TEXT",
            Self::String(_) => "VARCHAR",
            Self::LargeBinary => "BLOB",
            Self::Binary(_) => "VARBINARY",
            Self::Uuid => "UUID",
            Self::UuidHyphenated => "hyphenated UUID",
            Self::UuidSimple => "simple UUID",
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::TimeTz => "TIME WITH TIME ZONE",
            Self::DateTime => "DATETIME",
            Self::DateTimeTz => "DATETIME WITH TIME ZONE",
            Self::DateTimeOffset => "DATETIME WITH OFFSET",
            Self::Interval => "INTERVAL",
            Self::MysqlTime => "MySqlTime",
            Self::Json => "JSON",
            Self::Enum(_) => "ENUM",
            Self::IpAddr => "IP address",
            Self::Ipv4Addr => "IPv4 address",
            Self::Ipv6Addr => "IPv6 address",
            Self::Postgres(native) => native.name(),
            Self::Array(_) => "ARRAY",
            Self::Custom(_) => "custom",
        }
    }
}
