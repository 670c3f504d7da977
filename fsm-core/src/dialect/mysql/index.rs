use super::key::split;
use crate::dialect::{Refusal, Speller};
use crate::schema::{ColumnDef, Dialect, IndexDef, IndexKey, TableDef};

/// What `FULLTEXT` and `SPATIAL` ask of their columns (manual, 15.1.15 CREATE INDEX).
pub(super) fn refuse(speller: &Speller<'_>, table: &TableDef, index: &IndexDef) -> Vec<Refusal> {
    let Some(kind) = index.method.as_ref().and_then(|sql| sql.text(Dialect::Mysql)) else {
        return Vec::new();
    };
    let columns: Vec<&ColumnDef> = index
        .columns
        .iter()
        .filter_map(|part| match &part.key {
            IndexKey::Column(name) => table.find_column(name),
            IndexKey::Expression(_) => None,
        })
        .collect();
    match kind.trim().to_ascii_uppercase().as_str() {
        "FULLTEXT" => fulltext(speller, table, &columns),
        "SPATIAL" => spatial(speller, table, &columns),
        _ => Vec::new(),
    }
}

fn fulltext(speller: &Speller<'_>, table: &TableDef, columns: &[&ColumnDef]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for column in columns {
        let declared = speller.declared_type(column).to_ascii_uppercase();
        let text = ["CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT"];
        if !text.contains(&split(&declared).0) {
            refusals.push((
                format!("a `FULLTEXT` index is on text, and `{}` is {declared}", column.name),
                Some("leave the column out".to_owned()),
            ));
        }
    }
    let named = |column: &ColumnDef| super::collation::named(table, column).map(str::to_lowercase);
    if let [first, rest @ ..] = columns
        && let Some(other) = rest.iter().find(|column| named(column) != named(first))
    {
        refusals.push((
            format!("the columns `{}` and `{}` have two collations", first.name, other.name),
            Some("give both the same, or each an index of its own".to_owned()),
        ));
    }
    refusals
}

fn spatial(speller: &Speller<'_>, table: &TableDef, columns: &[&ColumnDef]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if columns.len() > 1 {
        refusals.push((
            "a `SPATIAL` index is on one column".to_owned(),
            Some("give each column an index of its own".to_owned()),
        ));
    }
    for column in columns {
        let declared = speller.declared_type(column).to_ascii_uppercase();
        if !["GEOM", "POINT", "LINE", "POLYGON", "MULTI"]
            .iter()
            .any(|word| declared.starts_with(word))
        {
            refusals.push((
                format!("a `SPATIAL` index is on places, and `{}` is {declared}", column.name),
                Some("leave `method` out".to_owned()),
            ));
        }
        if !Speller::refuses_null(table, column) {
            refusals.push((
                format!("a `SPATIAL` index is on what is never null, and `{}` may be", column.name),
                Some("make the field no `Option`".to_owned()),
            ));
        }
    }
    refusals
}
