//! What rows get that have no value for a column, before it has to have one.
//! It never knows better than the author: the value is a placeholder.

use super::reserved::is_reserved;
use fsm_core::{ColumnDef, Dialect, PostgresType, Sql, SqlType, TableName};

/// `UPDATE users SET age = 0 WHERE age IS NULL`; `None` where no value is known for the type.
pub(crate) fn statement(table: &TableName, column: &ColumnDef, main: Dialect) -> Option<Sql> {
    let text = |dialect| Some(update(table, column, dialect, &value(column, dialect)?));
    spread(&text, main)
}

/// The same statement with dots for the value, for the author to write.
pub(super) fn outline(table: &TableName, column: &ColumnDef, main: Dialect) -> Option<Sql> {
    spread(&|dialect| Some(update(table, column, dialect, "...")), main)
}

/// One text where the dialects agree, and else one for each that needs its own.
fn spread(text: &dyn Fn(Dialect) -> Option<String>, main: Dialect) -> Option<Sql> {
    let common = text(main)?;
    let others = Dialect::ALL.iter().copied().filter(|dialect| *dialect != main);
    let mut sql = Sql::new(common.clone());
    for dialect in others {
        if let Some(own) = text(dialect).filter(|own| *own != common) {
            sql = sql.on(dialect, own);
        }
    }
    Some(sql)
}

fn update(table: &TableName, column: &ColumnDef, on: Dialect, value: &str) -> String {
    let parts = table.schema.iter().chain([&table.name]);
    let plain = parts.chain([&column.name]).all(|name| is_plain(name));
    let name = |name: &str| if plain { name.to_owned() } else { on.quote_identifier(name) };
    let table = match &table.schema {
        Some(schema) => format!("{}.{}", name(schema), name(&table.name)),
        None => name(&table.name),
    };
    let column = name(&column.name);
    format!("UPDATE {table} SET {column} = {value} WHERE {column} IS NULL")
}

/// Whether every dialect reads a name as it stands, without quotes.
fn is_plain(name: &str) -> bool {
    let first = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    first && name.chars().all(letter) && !is_reserved(name)
}

/// A value of the column's type: the smallest there is.
fn value(column: &ColumnDef, dialect: Dialect) -> Option<String> {
    if column.type_override(dialect).is_some() {
        return None;
    }
    let is_postgres = dialect == Dialect::Postgres;
    let text = match &column.sql_type {
        SqlType::Boolean => "FALSE",
        SqlType::TinyInteger if is_postgres => "(0)::\"char\"",
        SqlType::Float | SqlType::Double | SqlType::Numeric { .. } => "0",
        whole if whole.is_integer() => "0",
        SqlType::Text | SqlType::String(_) => "''",
        SqlType::LargeBinary | SqlType::Binary(_) => {
            if is_postgres {
                "''"
            } else {
                "X''"
            }
        }
        SqlType::Uuid if !is_postgres => "X'00000000000000000000000000000000'",
        SqlType::Uuid | SqlType::UuidHyphenated => "'00000000-0000-0000-0000-000000000000'",
        SqlType::UuidSimple => "'00000000000000000000000000000000'",
        SqlType::Date => "'2000-01-01'",
        SqlType::Time | SqlType::MysqlTime => "'00:00:00'",
        SqlType::TimeTz => "'00:00:00+00'",
        SqlType::DateTime => "'2000-01-01 00:00:00'",
        SqlType::DateTimeTz | SqlType::DateTimeOffset => match dialect {
            Dialect::Mysql => "'2000-01-01 00:00:00'",
            _ => "'2000-01-01 00:00:00+00:00'",
        },
        SqlType::Interval => "'0'",
        SqlType::Json | SqlType::Array(_) => "'{}'",
        SqlType::IpAddr | SqlType::Ipv4Addr => "'0.0.0.0'",
        SqlType::Ipv6Addr => "'::'",
        SqlType::Enum(def) => return Some(dialect.quote_string(def.labels.first()?)),
        SqlType::Postgres(native) => native_value(*native)?,
        _ => return None,
    };
    Some(text.to_owned())
}

fn native_value(native: PostgresType) -> Option<&'static str> {
    Some(match native {
        PostgresType::Bytea
        | PostgresType::Citext
        | PostgresType::Hstore
        | PostgresType::Ltree
        | PostgresType::VarBit => "''",
        PostgresType::Money | PostgresType::Oid => "'0'",
        PostgresType::Cidr | PostgresType::Inet => "'0.0.0.0'",
        PostgresType::MacAddr => "'00:00:00:00:00:00'",
        PostgresType::Point => "'(0,0)'",
        PostgresType::DateRange
        | PostgresType::Int4Range
        | PostgresType::Int8Range
        | PostgresType::NumRange
        | PostgresType::TsRange
        | PostgresType::TsTzRange => "'empty'",
        _ => return None,
    })
}
