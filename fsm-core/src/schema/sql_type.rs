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
    /// A span of time.
    Interval,
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

/// The types that only PostgreSQL has, and that sqlx binds there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PostgresType {
    /// `BOX`
    Box,
    /// `CIDR`
    Cidr,
    /// `CIRCLE`
    Circle,
    /// `CITEXT`, of the extension `citext`.
    Citext,
    /// `CUBE`, of the extension `cube`.
    Cube,
    /// `DATERANGE`
    DateRange,
    /// `HSTORE`, of the extension `hstore`.
    Hstore,
    /// `INET` (a host or a network)
    Inet,
    /// `INT4RANGE`
    Int4Range,
    /// `INT8RANGE`
    Int8Range,
    /// `LINE`
    Line,
    /// `LQUERY`, of the extension `ltree`.
    Lquery,
    /// `LSEG`
    Lseg,
    /// `LTREE`, of the extension `ltree`.
    Ltree,
    /// `MACADDR`
    MacAddr,
    /// `MONEY`
    Money,
    /// `NUMRANGE`
    NumRange,
    /// `OID`
    Oid,
    /// `PATH`
    Path,
    /// `POINT`
    Point,
    /// `POLYGON`
    Polygon,
    /// `TSRANGE`
    TsRange,
    /// `TSTZRANGE`
    TsTzRange,
    /// `VARBIT`
    VarBit,
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
            Self::Interval => "INTERVAL",
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

    /// A copy of a type that stands in a constant.
    ///
    /// `Clone` is not `const`; every text in such a type is borrowed, so this is.
    #[doc(hidden)]
    #[must_use]
    pub const fn const_clone(&'static self) -> Self {
        const fn borrowed(text: &'static Str) -> Str {
            match text {
                Cow::Borrowed(text) => Cow::Borrowed(text),
                Cow::Owned(text) => Cow::Borrowed(text.as_str()),
            }
        }
        const fn slice<T: Clone>(list: &'static List<T>) -> List<T> {
            match list {
                Cow::Borrowed(list) => Cow::Borrowed(list),
                Cow::Owned(list) => Cow::Borrowed(list.as_slice()),
            }
        }
        match self {
            Self::Boolean => Self::Boolean,
            Self::TinyInteger => Self::TinyInteger,
            Self::SmallInteger => Self::SmallInteger,
            Self::Integer => Self::Integer,
            Self::BigInteger => Self::BigInteger,
            Self::UnsignedTinyInteger => Self::UnsignedTinyInteger,
            Self::UnsignedSmallInteger => Self::UnsignedSmallInteger,
            Self::UnsignedInteger => Self::UnsignedInteger,
            Self::UnsignedBigInteger => Self::UnsignedBigInteger,
            Self::Float => Self::Float,
            Self::Double => Self::Double,
            Self::Numeric { precision, scale } => {
                Self::Numeric { precision: *precision, scale: *scale }
            }
            Self::Text => Self::Text,
            Self::String(length) => Self::String(*length),
            Self::LargeBinary => Self::LargeBinary,
            Self::Binary(length) => Self::Binary(*length),
            Self::Uuid => Self::Uuid,
            Self::UuidHyphenated => Self::UuidHyphenated,
            Self::UuidSimple => Self::UuidSimple,
            Self::Date => Self::Date,
            Self::Time => Self::Time,
            Self::TimeTz => Self::TimeTz,
            Self::DateTime => Self::DateTime,
            Self::DateTimeTz => Self::DateTimeTz,
            Self::Interval => Self::Interval,
            Self::Json => Self::Json,
            Self::Enum(EnumDef { name, labels }) => Self::Enum(EnumDef {
                name: TableName {
                    schema: match &name.schema {
                        Some(schema) => Some(borrowed(schema)),
                        None => None,
                    },
                    name: borrowed(&name.name),
                },
                labels: slice(labels),
            }),
            Self::IpAddr => Self::IpAddr,
            Self::Ipv4Addr => Self::Ipv4Addr,
            Self::Ipv6Addr => Self::Ipv6Addr,
            Self::Postgres(native) => Self::Postgres(*native),
            Self::Array(ElementType::Static(element)) => Self::Array(ElementType::Static(element)),
            Self::Array(ElementType::Boxed(element)) => Self::Array(ElementType::Static(element)),
            Self::Custom(Sql { common, overrides }) => Self::Custom(Sql {
                common: match common {
                    Some(text) => Some(borrowed(text)),
                    None => None,
                },
                overrides: slice(overrides),
            }),
        }
    }

    /// What `length = ..` on a column makes of the field's type.
    ///
    /// # Panics
    /// While the model compiles, if the type has no length.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    #[allow(clippy::panic, reason = "evaluated while the model compiles, to refuse it there")]
    pub const fn with_length(&self, length: u32) -> Self {
        match self {
            Self::Text | Self::String(_) => Self::String(length),
            Self::LargeBinary | Self::Binary(_) => Self::Binary(length),
            _ => panic!(
                "`length` applies to text and bytes only: remove it, or make the field a `String` or `Vec<u8>`"
            ),
        }
    }

    /// What `precision = ..` and `scale = ..` on a column make of the field's type.
    ///
    /// # Panics
    /// While the model compiles, if the type has no precision.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    #[allow(clippy::panic, reason = "evaluated while the model compiles, to refuse it there")]
    pub const fn with_precision(&self, precision: u32, scale: Option<u32>) -> Self {
        match self {
            Self::Numeric { .. } => Self::Numeric { precision: Some(precision), scale },
            _ => panic!(
                "`precision` and `scale` apply to decimal numbers only: remove them, or make the field a `rust_decimal::Decimal` or `bigdecimal::BigDecimal`"
            ),
        }
    }

    /// Whether a foreign key may pair columns of these two types.
    ///
    /// Lengths and precisions may differ, as the databases allow.
    #[must_use]
    pub const fn pairs_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text | Self::String(_), Self::Text | Self::String(_))
            | (Self::LargeBinary | Self::Binary(_), Self::LargeBinary | Self::Binary(_))
            | (Self::Numeric { .. }, Self::Numeric { .. })
            | (Self::Custom(_), _)
            | (_, Self::Custom(_)) => true,
            (Self::Enum(a), Self::Enum(b)) => const_eq(&a.name.name, &b.name.name),
            (Self::Postgres(a), Self::Postgres(b)) => *a as u8 == *b as u8,
            (Self::Array(ElementType::Static(a)), Self::Array(ElementType::Static(b))) => {
                a.pairs_with(b)
            }
            _ => const_eq_str(self.name(), other.name()),
        }
    }
}

const fn const_eq(a: &Str, b: &Str) -> bool {
    const fn text(text: &Str) -> &str {
        match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => text.as_str(),
        }
    }
    const_eq_str(text(a), text(b))
}

pub(super) const fn const_eq_str(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

impl PostgresType {
    /// The name PostgreSQL has for the type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Box => "BOX",
            Self::Cidr => "CIDR",
            Self::Circle => "CIRCLE",
            Self::Citext => "CITEXT",
            Self::Cube => "CUBE",
            Self::DateRange => "DATERANGE",
            Self::Hstore => "HSTORE",
            Self::Inet => "INET",
            Self::Int4Range => "INT4RANGE",
            Self::Int8Range => "INT8RANGE",
            Self::Line => "LINE",
            Self::Lquery => "LQUERY",
            Self::Lseg => "LSEG",
            Self::Ltree => "LTREE",
            Self::MacAddr => "MACADDR",
            Self::Money => "MONEY",
            Self::NumRange => "NUMRANGE",
            Self::Oid => "OID",
            Self::Path => "PATH",
            Self::Point => "POINT",
            Self::Polygon => "POLYGON",
            Self::TsRange => "TSRANGE",
            Self::TsTzRange => "TSTZRANGE",
            Self::VarBit => "VARBIT",
        }
    }
}
