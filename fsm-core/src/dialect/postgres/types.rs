use crate::dialect::TypeRefusal;
use crate::schema::{Dialect, SqlType};
use std::borrow::Cow;

pub(crate) fn spell_type(sql_type: &SqlType) -> Result<Cow<'static, str>, TypeRefusal> {
    Ok(Cow::Borrowed(match sql_type {
        SqlType::Boolean => "BOOLEAN",
        SqlType::TinyInteger => "\"char\"",
        SqlType::SmallInteger => "SMALLINT",
        SqlType::Integer => "INTEGER",
        SqlType::BigInteger => "BIGINT",
        SqlType::Float => "REAL",
        SqlType::Double => "DOUBLE PRECISION",
        SqlType::Numeric { precision: None, .. } => "NUMERIC",
        SqlType::Numeric { precision: Some(precision), scale } => {
            return Ok(format!("NUMERIC({precision}, {})", scale.unwrap_or(0)).into());
        }
        SqlType::Text | SqlType::UuidHyphenated | SqlType::UuidSimple => "TEXT",
        SqlType::String(length) => return Ok(format!("VARCHAR({length})").into()),
        SqlType::LargeBinary | SqlType::Binary(_) => "BYTEA",
        SqlType::Uuid => "UUID",
        SqlType::Date => "DATE",
        SqlType::Time => "TIME",
        SqlType::TimeTz => "TIMETZ",
        SqlType::DateTime => "TIMESTAMP",
        SqlType::DateTimeTz => "TIMESTAMPTZ",
        SqlType::Interval => "INTERVAL",
        SqlType::Json => "JSONB",
        SqlType::IpAddr | SqlType::Ipv4Addr | SqlType::Ipv6Addr => "INET",
        SqlType::Postgres(native) => native.name(),
        SqlType::Enum(def) => return Ok(Dialect::Postgres.quote_name(&def.name).into()),
        SqlType::Array(element) => {
            let element: &SqlType = element;
            return Ok(format!("{}[]", spell_type(element)?).into());
        }
        SqlType::Custom(sql) => {
            return sql
                .text(Dialect::Postgres)
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
