//! Values of rows that a revision inserts.
//! It never binds one: they are spelled as constants, so that offline SQL holds them too.

use fsm_core::{Dialect, Literal, Sql, Str};

/// A value of a row that a revision inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// `NULL`.
    Null,
    /// A constant.
    Literal(Literal),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An expression.
    Sql(Sql),
}

impl Value {
    /// An expression, such as `CURRENT_TIMESTAMP`.
    pub fn sql(text: impl Into<Sql>) -> Self {
        Self::Sql(text.into())
    }

    /// As the dialect writes it. An expression without a text for the dialect is `NULL`.
    #[must_use]
    pub fn spell(&self, dialect: Dialect) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Literal(literal) => dialect.quote_literal(literal),
            Self::Bytes(bytes) => {
                let mut digits = String::with_capacity(bytes.len() * 2);
                for byte in bytes {
                    use std::fmt::Write as _;
                    let _ = write!(digits, "{byte:02x}");
                }
                match dialect {
                    Dialect::Postgres => format!("'\\x{digits}'::bytea"),
                    _ => format!("X'{digits}'"),
                }
            }
            Self::Sql(sql) => sql.text(dialect).unwrap_or("NULL").to_owned(),
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Literal(Literal::String(value.to_owned().into()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Literal(Literal::String(value.into()))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Literal(Literal::Boolean(value))
    }
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Value {
            fn from(value: $ty) -> Self {
                Self::Literal(Literal::Integer(i128::from(value)))
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl From<f64> for Value {
    /// What is no number (`NaN`) becomes `NULL`.
    fn from(value: f64) -> Self {
        if value.is_finite() {
            Self::Literal(Literal::Number(Str::from(format!("{value:?}"))))
        } else {
            Self::Null
        }
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
