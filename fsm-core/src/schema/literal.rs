use super::Str;

/// A constant that a column defaults to, spelled by each dialect in its own way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Literal {
    /// A string, quoted by the dialect.
    String(Str),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction or an exponent, in the digits its author wrote (`1.50`, `-2e3`).
    Number(Str),
    /// True or false.
    Boolean(bool),
}

impl From<&'static str> for Literal {
    fn from(value: &'static str) -> Self {
        Self::String(value.into())
    }
}

impl From<String> for Literal {
    fn from(value: String) -> Self {
        Self::String(value.into())
    }
}

impl From<bool> for Literal {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Literal {
    fn from(value: i64) -> Self {
        Self::Integer(i128::from(value))
    }
}
