use super::collation::bytes_a_character;
use super::key::split;
use crate::dialect::{RowSize, Speller};
use crate::schema::{ColumnDef, Dialect, SqlType, Str, TableDef};

/// Half of what a page of 16 KiB has for rows (manual, 17.22 `InnoDB` Limits); the server names 8126
/// and wants less.
const HALF_A_PAGE: u64 = 8125;

/// Columns, long texts apart (manual, 8.4.7 Limits on Table Column Count and Row Size).
const ROW: u64 = 65_535;

/// What MariaDB writes down of a table (`ER_TABLE_DEFINITION_TOO_BIG`).
const DEFINITION: u64 = 65_535;

/// What stands before the columns of a row: its head, the transaction that wrote it, and where it
/// stood before.
const HEAD: u64 = 5 + 6 + 7;

/// What is left in the page of a text that is kept elsewhere: where it is.
const ELSEWHERE: u64 = 20;

/// How a column is kept.
enum Kept {
    /// In this many bytes, always.
    Fixed(u64),
    /// In up to this many.
    Varying(u64),
    /// Outside of the row, which holds this many of it.
    Long(u64),
}

/// What the columns take of a row and of a page, at least: what is not known counts one byte.
///
/// That of a page is reckoned as MariaDB does, in the row format `DYNAMIC`: texts of more than 255
/// bytes are kept elsewhere, shorter ones are not. MySQL lets some more through, and other formats
/// hold less.
pub(super) fn sizes(speller: &Speller<'_>, table: &TableDef) -> Vec<RowSize> {
    let stored: Vec<&ColumnDef> = table
        .columns
        .iter()
        .filter(|column| column.computed.as_ref().is_none_or(|computed| computed.stored))
        .collect();
    let nullable = stored.iter().filter(|column| !Speller::refuses_null(table, column)).count();
    let marks = u64::try_from(nullable.div_ceil(8)).unwrap_or(u64::MAX);
    let (mut row, mut page) = (marks, HEAD.saturating_add(marks));
    for column in stored {
        let (in_row, in_page) = match kept(speller, table, column) {
            Kept::Fixed(bytes) => (bytes, bytes),
            Kept::Varying(bytes) if bytes < 256 => (bytes + 1, bytes + 1),
            Kept::Varying(bytes) => (bytes.saturating_add(2), ELSEWHERE + 1),
            Kept::Long(bytes) => (bytes, ELSEWHERE + 1),
        };
        row = row.saturating_add(in_row);
        page = page.saturating_add(in_page);
    }
    let mut sizes = vec![RowSize {
        bytes: row,
        limit: ROW,
        place: "a row",
        help: "give the columns a smaller `length`, or none to make them texts",
    }];
    sizes.push(RowSize {
        bytes: definition(table),
        limit: DEFINITION,
        place: "its definition",
        help: "shorten the names, the comments or the labels",
    });
    let engine = table.options.mysql.engine.as_deref().unwrap_or("InnoDB");
    if engine.eq_ignore_ascii_case("InnoDB") {
        sizes.push(RowSize {
            bytes: page,
            limit: HALF_A_PAGE,
            place: "half a page",
            help: "give texts no `length` or one of 64 or more, so that they can be kept elsewhere, or move columns to another table",
        });
    }
    sizes
}

/// What MariaDB writes down of the columns, at least: what it needs for each, their names and
/// comments, and each list of labels once.
fn definition(table: &TableDef) -> u64 {
    let mut bytes = 288;
    let mut lists: Vec<&[Str]> = Vec::new();
    for column in table.columns.iter() {
        bytes += 18 + column.name.len() + column.comment.as_ref().map_or(0, |text| text.len());
        if let SqlType::Enum(def) = &column.sql_type
            && column.type_override(Dialect::Mysql).is_none()
            && !lists.contains(&&*def.labels)
        {
            lists.push(&def.labels);
            bytes += def.labels.iter().map(|label| label.len() + 1).sum::<usize>();
        }
    }
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

fn kept(speller: &Speller<'_>, table: &TableDef, column: &ColumnDef) -> Kept {
    let declared = speller.declared_type(column).to_ascii_uppercase();
    let (name, length) = split(&declared);
    let width = bytes_a_character(table, column);
    match name {
        "VARCHAR" => Kept::Varying(length.unwrap_or(1).saturating_mul(width)),
        "CHAR" if width > 1 => Kept::Varying(length.unwrap_or(1).saturating_mul(width)),
        "CHAR" | "BINARY" => Kept::Fixed(length.unwrap_or(1)),
        "VARBINARY" => Kept::Varying(length.unwrap_or(1)),
        "TINYTEXT" | "TINYBLOB" => Kept::Long(9),
        "TEXT" | "BLOB" => Kept::Long(10),
        "MEDIUMTEXT" | "MEDIUMBLOB" => Kept::Long(11),
        "LONGTEXT" | "LONGBLOB" | "JSON" => Kept::Long(12),
        "SMALLINT" => Kept::Fixed(2),
        "MEDIUMINT" | "DATE" => Kept::Fixed(3),
        "INT" | "INTEGER" | "FLOAT" => Kept::Fixed(4),
        "BIGINT" | "DOUBLE" => Kept::Fixed(8),
        "TIME" => Kept::Fixed(3 + fraction(length)),
        "TIMESTAMP" => Kept::Fixed(4 + fraction(length)),
        "DATETIME" => Kept::Fixed(5 + fraction(length)),
        "DECIMAL" => Kept::Fixed(decimal(column)),
        _ => Kept::Fixed(1),
    }
}

/// Bytes of the digits after a second (manual, 13.7 Data Type Storage Requirements).
fn fraction(digits: Option<u64>) -> u64 {
    digits.unwrap_or(0).min(6).div_ceil(2)
}

/// Four bytes for nine digits on each side of the point, and fewer for what is left over.
fn decimal(column: &ColumnDef) -> u64 {
    let SqlType::Numeric { precision, scale } = column.sql_type else { return 1 };
    let (precision, scale) = match precision {
        Some(precision) => (u64::from(precision), u64::from(scale.unwrap_or(0))),
        None => (65, 30),
    };
    let side = |digits: u64| digits / 9 * 4 + (digits % 9).div_ceil(2);
    side(precision.saturating_sub(scale)) + side(scale)
}
