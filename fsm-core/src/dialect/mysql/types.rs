use crate::dialect::TypeRefusal;
use crate::schema::{Dialect, SqlType};
use std::borrow::Cow;

pub(crate) fn spell_type(sql_type: &SqlType) -> Result<Cow<'static, str>, TypeRefusal> {
    Ok(Cow::Borrowed(match sql_type {
        SqlType::Boolean => "BOOLEAN",
        SqlType::TinyInteger => "TINYINT",
        SqlType::SmallInteger => "SMALLINT",
        SqlType::Integer => "INT",
        SqlType::BigInteger => "BIGINT",
        SqlType::UnsignedTinyInteger => "TINYINT UNSIGNED",
        SqlType::UnsignedSmallInteger => "SMALLINT UNSIGNED",
        SqlType::UnsignedInteger => "INT UNSIGNED",
        SqlType::UnsignedBigInteger => "BIGINT UNSIGNED",
        SqlType::Float => "FLOAT",
        SqlType::Double => "DOUBLE",
        SqlType::Numeric { precision: None, .. } => "DECIMAL(65, 30)",
        SqlType::Numeric { precision: Some(precision), scale } => {
            return Ok(format!("DECIMAL({precision}, {})", scale.unwrap_or(0)).into());
        }
        SqlType::Text => "LONGTEXT",
        SqlType::String(length) => return Ok(format!("VARCHAR({length})").into()),
        SqlType::LargeBinary => "LONGBLOB",
        SqlType::Binary(length) => return Ok(format!("VARBINARY({length})").into()),
        SqlType::Uuid => "BINARY(16)",
        SqlType::UuidHyphenated => "CHAR(36)",
        SqlType::UuidSimple => "CHAR(32)",
        SqlType::Date => "DATE",
        SqlType::Time => "TIME(6)",
        SqlType::DateTime => "DATETIME(6)",
        SqlType::DateTimeTz => "TIMESTAMP(6)",
        SqlType::Json => "JSON",
        SqlType::Enum(def) => {
            let labels: Vec<String> = def.labels.iter().map(|label| super::label(label)).collect();
            return Ok(format!("ENUM({})", labels.join(", ")).into());
        }
        SqlType::Custom(sql) => {
            return sql
                .text(Dialect::Mysql)
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
