use crate::dialect::{Refusal, Speller};
use crate::schema::{Dialect, SqlType, TableDef};

/// What stands behind the columns.
pub(super) fn spell(table: &TableDef) -> Vec<String> {
    let options = table.options.sqlite;
    let mut words = Vec::new();
    if options.strict {
        words.push("STRICT".to_owned());
    }
    if options.without_rowid {
        words.push("WITHOUT ROWID".to_owned());
    }
    words
}

/// What the options ask of the table, and it does not have.
pub(super) fn refuse(speller: &Speller<'_>, table: &TableDef) -> Vec<Refusal> {
    let options = table.options.sqlite;
    let mut refusals = Vec::new();
    if options.without_rowid && table.primary_key_columns().is_empty() {
        refusals.push((
            "a table `WITHOUT ROWID` needs a primary key".to_owned(),
            Some("mark a column `#[column(primary_key)]`, or leave `without_rowid` out".to_owned()),
        ));
    }
    if options.autoincrement && options.without_rowid {
        refusals.push((
            "`AUTOINCREMENT` numbers rows, which a table `WITHOUT ROWID` does not have".to_owned(),
            Some("leave out `without_rowid` or `autoincrement`".to_owned()),
        ));
    } else if options.autoincrement
        && !table.columns.iter().any(|column| super::is_rowid(table, column))
    {
        refusals.push((
            "`AUTOINCREMENT` needs a primary key of one integer column that the database numbers"
                .to_owned(),
            Some(
                "leave `autoincrement` out of `sqlite(..)`, or make the key one integer".to_owned(),
            ),
        ));
    }
    if options.strict {
        refusals.extend(table.columns.iter().filter_map(|column| {
            let custom = column.type_override(Dialect::Sqlite).is_some()
                || matches!(column.sql_type, SqlType::Custom(_));
            let declared = speller.declared_type(column);
            (custom && !is_strict_type(&declared)).then(|| {
                (
                    format!(
                        "a `STRICT` table has no type `{declared}`, which the column `{}` asks for",
                        column.name
                    ),
                    Some("write `INT`, `INTEGER`, `REAL`, `TEXT`, `BLOB` or `ANY`".to_owned()),
                )
            })
        }));
    }
    refusals
}

fn is_strict_type(declared: &str) -> bool {
    ["INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"]
        .iter()
        .any(|name| declared.trim().eq_ignore_ascii_case(name))
}
