use super::collation::bytes_a_character;
use crate::dialect::{KeyPart, Refusal, Speller};
use crate::schema::{ColumnDef, ForeignKeyDef, ReferentialAction, TableDef};

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
        (Some(length), _) | (None, Some(length)) => {
            let bytes = length.saturating_mul(unit);
            let limit = most_of_a_column(table);
            if bytes > limit { KeyPart::TooLong(limit) } else { KeyPart::Bytes(bytes) }
        }
        (None, None) => KeyPart::NeedsPrefix,
    }
}

/// A key that follows its parent's changes follows them to a null, which it has to take (MariaDB,
/// MDEV-34392).
pub(super) fn refuse_foreign_key(
    table: &TableDef,
    key: &ForeignKeyDef,
    target: &TableDef,
) -> Vec<Refusal> {
    if key.on_update != Some(ReferentialAction::Cascade) {
        return Vec::new();
    }
    let refuses = |table: &TableDef, name: &str| {
        table.find_column(name).is_none_or(|column| Speller::refuses_null(table, column))
    };
    let pairs = key.columns.iter().zip(key.referred_columns.iter());
    pairs
        .filter(|(here, there)| refuses(table, here) && !refuses(target, there))
        .map(|(here, there)| {
            (
                format!(
                    "`on_update` takes a null of `{}.{there}` over to `{here}`, which refuses it",
                    target.name
                ),
                Some("make both fields an `Option` or none, or choose another action".to_owned()),
            )
        })
        .collect()
}

/// What the row format allows of a column in a key (manual, 17.22 `InnoDB` Limits).
fn most_of_a_column(table: &TableDef) -> u64 {
    let old =
        |format: &str| ["COMPACT", "REDUNDANT"].iter().any(|old| old.eq_ignore_ascii_case(format));
    if table.options.mysql.row_format.as_deref().is_some_and(old) { 767 } else { 3072 }
}

/// `VARCHAR(50)` as `VARCHAR` and 50.
pub(super) fn split(declared: &str) -> (&str, Option<u64>) {
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
