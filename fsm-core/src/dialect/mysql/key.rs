use crate::dialect::{KeyPart, Speller};
use crate::schema::{ColumnDef, TableDef};

/// What a column takes in a key of `InnoDB`.
pub(super) fn part(
    speller: &Speller<'_>,
    table: &TableDef,
    column: &ColumnDef,
    prefix: Option<u32>,
) -> KeyPart {
    let declared = speller.declared_type(column).to_ascii_uppercase();
    let (name, length) = split(&declared);
    let width = bytes_a_character(table, column);
    let (unit, length) = match name {
        "CHAR" | "VARCHAR" | "CHARACTER" | "NCHAR" | "NVARCHAR" => (width, length),
        "BINARY" | "VARBINARY" => (1, length),
        "TINYTEXT" | "TEXT" | "MEDIUMTEXT" | "LONGTEXT" => (width, None),
        "TINYBLOB" | "BLOB" | "MEDIUMBLOB" | "LONGBLOB" => (1, None),
        "JSON" => return KeyPart::Never,
        _ if prefix.is_some() => return KeyPart::WrongPrefix,
        _ => return KeyPart::Bytes(8),
    };
    match (prefix.map(u64::from), length) {
        (Some(prefix), Some(length)) if prefix > length => KeyPart::WrongPrefix,
        (Some(0), _) => KeyPart::WrongPrefix,
        (Some(prefix), _) => KeyPart::Bytes(prefix.saturating_mul(unit)),
        (None, Some(length)) => KeyPart::Bytes(length.saturating_mul(unit)),
        (None, None) => KeyPart::NeedsPrefix,
    }
}

/// `VARCHAR(50)` as `VARCHAR` and 50.
fn split(declared: &str) -> (&str, Option<u64>) {
    let end = declared
        .find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .unwrap_or(declared.len());
    let length = declared[end..]
        .trim_start()
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .and_then(|(digits, _)| digits.trim().parse().ok());
    (&declared[..end], length)
}

/// Bytes of the widest character in the column's character set, four where it is not known.
fn bytes_a_character(table: &TableDef, column: &ColumnDef) -> u64 {
    let of_column =
        column.collation.as_ref().and_then(|sql| sql.text(crate::schema::Dialect::Mysql));
    let options = &table.options.mysql;
    let set = of_column.or(options.charset.as_deref()).or(options.collation.as_deref());
    match set.map(|name| name.split('_').next().unwrap_or(name).to_ascii_lowercase()).as_deref() {
        Some("ascii" | "latin1" | "binary") => 1,
        Some("utf8" | "utf8mb3") => 3,
        _ => 4,
    }
}
