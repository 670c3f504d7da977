//! What the derive's constants do with types while a model compiles.
//! It never runs in a program, and builds nothing that needs a heap.

use super::{ElementType, EnumDef, PostgresType, SqlType};
use crate::schema::{List, Sql, Str, TableName};
use std::borrow::Cow;

impl SqlType {
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
            Self::DateTimeOffset => Self::DateTimeOffset,
            Self::Interval => Self::Interval,
            Self::MysqlTime => Self::MysqlTime,
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
    #[track_caller]
    pub(in crate::schema) const fn with_length(&self, length: u32) -> Self {
        self.require_length();
        match self {
            Self::LargeBinary | Self::Binary(_) => Self::Binary(length),
            _ => Self::String(length),
        }
    }

    /// What `precision = ..` and `scale = ..` on a column make of the field's type.
    ///
    /// # Panics
    /// While the model compiles, if the type has no precision.
    #[track_caller]
    pub(in crate::schema) const fn with_precision(
        &self,
        precision: u32,
        scale: Option<u32>,
    ) -> Self {
        self.require_precision();
        Self::Numeric { precision: Some(precision), scale }
    }

    /// Whether the type has a length.
    ///
    /// # Panics
    /// While the model compiles, if it has none.
    #[track_caller]
    #[allow(clippy::panic, reason = "evaluated while the model compiles, to refuse it there")]
    pub(in crate::schema) const fn require_length(&self) {
        match self {
            Self::Text | Self::String(_) | Self::LargeBinary | Self::Binary(_) => {}
            _ => panic!(
                "`length` applies to text and bytes only: remove it, or make the field a `String` or `Vec<u8>`"
            ),
        }
    }

    /// Whether the type has a precision.
    ///
    /// # Panics
    /// While the model compiles, if it has none.
    #[track_caller]
    #[allow(clippy::panic, reason = "evaluated while the model compiles, to refuse it there")]
    pub(in crate::schema) const fn require_precision(&self) {
        match self {
            Self::Numeric { .. } => {}
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
            | (
                Self::LargeBinary | Self::Binary(_) | Self::Postgres(PostgresType::Bytea),
                Self::LargeBinary | Self::Binary(_) | Self::Postgres(PostgresType::Bytea),
            )
            | (Self::Numeric { .. }, Self::Numeric { .. })
            | (Self::DateTimeTz | Self::DateTimeOffset, Self::DateTimeTz | Self::DateTimeOffset)
            | (
                Self::IpAddr | Self::Postgres(PostgresType::Inet),
                Self::IpAddr | Self::Postgres(PostgresType::Inet),
            )
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

pub(in crate::schema) const fn const_eq_str(a: &str, b: &str) -> bool {
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
