use super::Str;
use std::{borrow::Cow, fmt};

/// The name of a table, an enum or another object that lives in a schema.
///
/// Sorted by schema, then by name; tables without a schema (in the connection's own) come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName {
    /// The schema; `None` for the connection's own.
    pub schema: Option<Str>,
    /// The name within the schema.
    pub name: Str,
}

impl TableName {
    /// A name in the connection's own schema.
    pub fn new(name: impl Into<Str>) -> Self {
        Self { schema: None, name: name.into() }
    }

    /// The same name in `schema`.
    #[must_use]
    pub fn in_schema(mut self, schema: impl Into<Str>) -> Self {
        self.schema = Some(schema.into());
        self
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(schema: Option<&'static str>, name: &'static str) -> Self {
        Self {
            schema: match schema {
                Some(schema) => Some(Cow::Borrowed(schema)),
                None => None,
            },
            name: Cow::Borrowed(name),
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.name)
    }
}

/// `users`, or `app.users`: everything before the last dot is the schema.
impl From<&str> for TableName {
    fn from(text: &str) -> Self {
        match text.rsplit_once('.') {
            Some((schema, name)) => Self::new(name.to_owned()).in_schema(schema.to_owned()),
            None => Self::new(text.to_owned()),
        }
    }
}

/// As from a `&str`.
impl From<String> for TableName {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

/// As from `&str`.
impl From<&String> for TableName {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}
