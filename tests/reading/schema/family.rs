//! Families of types: what of a type decides which constants, expressions and rows fit it.

use fsm_core::{ColumnDef, Dialect, PostgresType, SqlType};

/// What a column holds, whatever its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Integer,
    Decimal,
    Float,
    Boolean,
    Text,
    Binary,
    Date,
    Time,
    Moment,
    Json,
    Enum,
    /// Nothing more is known.
    Other,
}

/// The family of the column on the dialect.
pub(crate) fn of(dialect: Dialect, column: &ColumnDef) -> Family {
    if let Some(text) = column.type_override(dialect) {
        return of_words(text);
    }
    of_type(dialect, &column.sql_type)
}

fn of_type(dialect: Dialect, sql_type: &SqlType) -> Family {
    match sql_type {
        // PostgreSQL keeps it as a character.
        SqlType::TinyInteger if dialect == Dialect::Postgres => Family::Other,
        integer if integer.is_integer() => Family::Integer,
        SqlType::Numeric { .. } => Family::Decimal,
        SqlType::Float | SqlType::Double => Family::Float,
        SqlType::Boolean => Family::Boolean,
        SqlType::Text | SqlType::String(_) => Family::Text,
        SqlType::LargeBinary | SqlType::Binary(_) => Family::Binary,
        SqlType::Date => Family::Date,
        SqlType::Time => Family::Time,
        SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset => Family::Moment,
        SqlType::Json => Family::Json,
        SqlType::Enum(_) => Family::Enum,
        SqlType::Postgres(PostgresType::Citext) => Family::Text,
        SqlType::Custom(sql) => sql.text(dialect).map_or(Family::Other, of_words),
        _ => Family::Other,
    }
}

fn of_words(text: &str) -> Family {
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    match word.to_ascii_uppercase().as_str() {
        "INT" | "MEDIUMINT" | "SMALLINT" | "INTEGER" => Family::Integer,
        "DECIMAL" | "NUMERIC" => Family::Decimal,
        "CHAR" | "VARCHAR" | "TINYTEXT" | "MEDIUMTEXT" | "TEXT" | "NAME" | "CLOB" => Family::Text,
        "TIMESTAMP" | "DATETIME" => Family::Moment,
        "REAL" | "DOUBLE" => Family::Float,
        "TIME" => Family::Time,
        "BLOB" | "TINYBLOB" | "VARBINARY" => Family::Binary,
        _ => Family::Other,
    }
}

/// The SQL for the value of the row of that number, 1 to 9: another one for each where the type
/// has as many, and the same one for the columns of one family, so that foreign keys hold.
pub(crate) fn value(dialect: Dialect, column: &ColumnDef, row: usize) -> String {
    let family = of(dialect, column);
    let binary = |text: &str| {
        let hex: Vec<String> = text.bytes().map(|byte| format!("{byte:02X}")).collect();
        match dialect {
            Dialect::Postgres => format!("'\\x{}'::bytea", hex.concat()),
            _ => format!("X'{}'", hex.concat()),
        }
    };
    match family {
        Family::Integer | Family::Decimal => row.to_string(),
        Family::Float => format!("{row}.5"),
        Family::Boolean if dialect == Dialect::Postgres => (row % 2 == 1).to_string(),
        Family::Boolean => (row % 2).to_string(),
        Family::Text => format!("'r{row}'"),
        Family::Binary => binary(&format!("r{row}")),
        Family::Date => format!("'2024-02-0{row}'"),
        Family::Time => format!("'12:30:0{row}'"),
        Family::Moment => format!("'2024-02-29 12:30:0{row}'"),
        Family::Json => format!("'{{\"row\": {row}}}'"),
        Family::Enum => match &column.sql_type {
            SqlType::Enum(def) => dialect.quote_string(&def.labels[row % def.labels.len()]),
            _ => "NULL".to_owned(),
        },
        Family::Other => other(dialect, &column.sql_type, row, &binary),
    }
}

fn other(
    dialect: Dialect,
    sql_type: &SqlType,
    row: usize,
    binary: &dyn Fn(&str) -> String,
) -> String {
    let uuid = format!("00000000-0000-0000-0000-00000000000{row}");
    match sql_type {
        SqlType::TinyInteger => format!("{row}::\"char\""),
        SqlType::Uuid if dialect == Dialect::Postgres => format!("'{uuid}'"),
        SqlType::Uuid => binary(&format!("a uuid of row{row:03}")),
        SqlType::UuidHyphenated => format!("'{uuid}'"),
        SqlType::UuidSimple => format!("'{}'", uuid.replace('-', "")),
        SqlType::TimeTz => format!("'12:30:0{row}+00'"),
        SqlType::Interval => format!("'{row} days'"),
        SqlType::MysqlTime => format!("'12:30:0{row}'"),
        SqlType::IpAddr | SqlType::Ipv4Addr => format!("'10.0.0.{row}'"),
        SqlType::Ipv6Addr => format!("'::{row}'"),
        SqlType::Array(_) => "'{}'".to_owned(),
        SqlType::Postgres(native) => postgres(*native, row),
        SqlType::Custom(sql) => custom(dialect, sql.text(dialect).unwrap_or_default(), row),
        _ => "NULL".to_owned(),
    }
}

fn postgres(native: PostgresType, row: usize) -> String {
    use PostgresType as P;
    match native {
        P::Box => format!("'({row},1),(0,0)'"),
        P::Bytea => format!("'\\x720{row}'::bytea"),
        P::Cidr | P::Inet => format!("'10.0.0.{row}/32'"),
        P::Circle => format!("'<(0,0),{row}>'"),
        P::Citext | P::Ltree | P::Lquery => format!("'r{row}'"),
        P::Cube => format!("'(0, {row})'"),
        P::DateRange => format!("'[2024-01-01,2024-01-1{row})'"),
        P::Hstore => format!("'a=>{row}'"),
        P::Int4Range | P::Int8Range | P::NumRange => format!("'[0,{row}]'"),
        P::Line => format!("'{{1,1,{row}}}'"),
        P::Lseg | P::Path => format!("'[(0,0),({row},1)]'"),
        P::MacAddr => format!("'08:00:2b:01:02:0{row}'"),
        P::Money | P::Oid => row.to_string(),
        P::Point => format!("'({row},1)'"),
        P::Polygon => format!("'((0,0),({row},1),(1,1))'"),
        P::TsRange | P::TsTzRange => format!("'[2024-01-01 00:00,2024-01-1{row} 00:00)'"),
        P::VarBit => "B'101'".to_owned(),
        _ => "NULL".to_owned(),
    }
}

fn custom(dialect: Dialect, text: &str, row: usize) -> String {
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    match word.to_ascii_uppercase().as_str() {
        "YEAR" => format!("200{row}"),
        "BIT" if dialect == Dialect::Postgres => "B'101'".to_owned(),
        "BIT" | "MONEY" => row.to_string(),
        "SET" => "'a'".to_owned(),
        "POINT" => format!("ST_GeomFromText('POINT({row} 1)')"),
        "XML" => format!("'<a>{row}</a>'"),
        "TSVECTOR" => format!("'r{row}'"),
        "JSON" => format!("'{{\"row\": {row}}}'"),
        "INTERVAL" => format!("'{row} days'"),
        "MACADDR" => format!("'08:00:2b:01:02:03:04:0{row}'"),
        _ => format!("'r{row}'"),
    }
}

/// Whether each row has a value of its own.
pub(crate) fn is_distinct(dialect: Dialect, column: &ColumnDef) -> bool {
    match of(dialect, column) {
        Family::Boolean | Family::Enum | Family::Json | Family::Other => {
            matches!(column.sql_type, SqlType::Uuid | SqlType::UuidHyphenated | SqlType::UuidSimple)
        }
        Family::Integer => !matches!(column.sql_type, SqlType::Custom(_)),
        _ => true,
    }
}
