use crate::dialect::TypeRefusal;
use crate::schema::{Dialect, SqlType};
use std::borrow::Cow;

pub(crate) fn spell_type(sql_type: &SqlType) -> Result<Cow<'static, str>, TypeRefusal> {
    Ok(Cow::Borrowed(match sql_type {
        SqlType::Boolean => "BOOLEAN",
        SqlType::TinyInteger
        | SqlType::SmallInteger
        | SqlType::Integer
        | SqlType::UnsignedTinyInteger
        | SqlType::UnsignedSmallInteger
        | SqlType::UnsignedInteger => "INTEGER",
        SqlType::BigInteger => "BIGINT",
        SqlType::Float | SqlType::Double => "REAL",
        SqlType::Text
        | SqlType::Json
        | SqlType::Enum(_)
        | SqlType::UuidHyphenated
        | SqlType::UuidSimple => "TEXT",
        SqlType::String(length) => return Ok(format!("VARCHAR({length})").into()),
        SqlType::LargeBinary | SqlType::Binary(_) | SqlType::Uuid => "BLOB",
        SqlType::Date => "DATE",
        SqlType::Time => "TIME",
        SqlType::DateTime | SqlType::DateTimeTz => "DATETIME",
        SqlType::Custom(sql) => {
            return sql
                .text(Dialect::Sqlite)
                .map(|text| text.to_owned().into())
                .ok_or_else(|| TypeRefusal { message: "has no type here".to_owned(), help: None });
        }
        _ => {
            return Err(TypeRefusal {
                message: format!("has no type for `{}`", sql_type.name()),
                help: None,
            });
        }
    }))
}
