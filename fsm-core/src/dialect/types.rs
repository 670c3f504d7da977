//! How dialects name column types, and what they say of a type that they do not have.
//! The names themselves stand in each dialect's own `types`.

use crate::schema::{Dialect, PostgresType, SqlType};
use std::{borrow::Cow, fmt};

/// A column type that a dialect does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypeRefusal {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl fmt::Display for TypeRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl Dialect {
    /// The name of a column type, such that what sqlx binds to it reads back equal.
    ///
    /// # Errors
    /// The dialect has no such type, or sqlx binds nothing to it: what to use instead.
    pub fn spell_type(self, sql_type: &SqlType) -> Result<Cow<'static, str>, TypeRefusal> {
        self.grammar().spell_type(sql_type)
    }
}

pub(super) type Spelled = Result<Cow<'static, str>, TypeRefusal>;

#[allow(clippy::unnecessary_wraps, reason = "one word an arm, where other arms refuse")]
pub(super) fn name(text: &'static str) -> Spelled {
    Ok(Cow::Borrowed(text))
}

pub(super) fn refuse(message: impl Into<String>, help: impl Into<String>) -> TypeRefusal {
    TypeRefusal { message: message.into(), help: Some(help.into()) }
}

/// A type in the author's words.
pub(super) fn custom(sql: &crate::schema::Sql, dialect: Dialect) -> Spelled {
    match sql.text(dialect) {
        Some(text) => Ok(Cow::Owned(text.to_owned())),
        None => Err(refuse(
            format!("the column's type is written for other dialects only, not for {dialect}"),
            format!("add `sql_type({} = \"..\")`", dialect.key()),
        )),
    }
}

/// `VARCHAR` or another type with a length, if the length is one the dialect takes.
pub(super) fn sized(word: &str, length: u32, most: u32, dialect: Dialect, help: &str) -> Spelled {
    match length {
        0 => Err(refuse(
            "a length of 0 leaves no room for a value",
            "give a length of 1 or more, or none",
        )),
        _ if length > most => {
            Err(refuse(format!("{dialect} allows a length of at most {most}, not {length}"), help))
        }
        _ => Ok(Cow::Owned(format!("{word}({length})"))),
    }
}

/// `NUMERIC(precision, scale)`, if the numbers are ones that the dialect takes.
pub(super) fn decimal(
    word: &str,
    precision: u32,
    scale: Option<u32>,
    (most, most_scale): (u32, u32),
    dialect: Dialect,
) -> Spelled {
    if precision == 0 {
        return Err(refuse("a precision of 0 leaves no digits", "give a precision of 1 or more"));
    }
    if precision > most {
        return Err(refuse(
            format!("{dialect} counts at most {most} digits, not {precision}"),
            format!("give a `precision` of at most {most}"),
        ));
    }
    let Some(scale) = scale else { return Ok(Cow::Owned(format!("{word}({precision})"))) };
    if scale > most_scale.min(precision) {
        let most = most_scale.min(precision);
        return Err(refuse(
            format!(
                "{dialect} counts at most {most} digits after the point for a precision of {precision}, not {scale}"
            ),
            format!("give a `scale` of at most {most}"),
        ));
    }
    Ok(Cow::Owned(format!("{word}({precision}, {scale})")))
}

/// The refusal of a type that only PostgreSQL has.
pub(super) fn postgres_only(native: PostgresType, dialect: Dialect) -> TypeRefusal {
    let help = match native {
        PostgresType::Box
        | PostgresType::Circle
        | PostgresType::Line
        | PostgresType::Lseg
        | PostgresType::Path
        | PostgresType::Point
        | PostgresType::Polygon => {
            "keep the coordinates in columns of type `f64`, or as `sqlx::types::Json`"
        }
        PostgresType::Bytea => {
            return refuse(
                format!("sqlx binds no `[u8; N]` on {dialect}"),
                "use `Vec<u8>`, with `length = ..` to limit it",
            );
        }
        PostgresType::Cidr | PostgresType::Inet => {
            "wrap it: `sqlx::types::Text<..>` stores an address or a network as text"
        }
        PostgresType::Citext => "use `String` with a collation that ignores case",
        PostgresType::Cube => "keep the coordinates as `sqlx::types::Json<Vec<f64>>`",
        PostgresType::DateRange
        | PostgresType::Int4Range
        | PostgresType::Int8Range
        | PostgresType::NumRange
        | PostgresType::TsRange
        | PostgresType::TsTzRange => "use two columns, for the lower and for the upper bound",
        PostgresType::Hstore => "use `sqlx::types::Json<BTreeMap<String, Option<String>>>`",
        PostgresType::Lquery | PostgresType::Ltree => "use `String`",
        PostgresType::MacAddr => "wrap it: `sqlx::types::Text<MacAddress>` stores it as text",
        PostgresType::Money => "use `i64` and count the smallest unit",
        PostgresType::Oid => "use `u32`",
        PostgresType::VarBit => "use `Vec<u8>`",
    };
    refuse(format!("{dialect} has no type {}", native.name()), help)
}
