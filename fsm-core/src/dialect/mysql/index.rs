use super::key::split;
use crate::dialect::{KeyPart, Refusal, Speller};
use crate::schema::{ColumnDef, Dialect, IndexDef, IndexKey, TableDef};

/// What `FULLTEXT` and `SPATIAL` ask of their columns (manual, 15.1.15 CREATE INDEX).
pub(super) fn refuse(speller: &Speller<'_>, table: &TableDef, index: &IndexDef) -> Vec<Refusal> {
    let kind = index.method.as_ref().and_then(|sql| sql.text(Dialect::Mysql)).unwrap_or_default();
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
        kind => {
            let hashed = kind == "HASH" && index.unique;
            let numbered = columns.iter().filter(|_| hashed).find_map(|c| numbered(table, c));
            let too_long = of_engine(speller, table, index);
            let worked_out = columns.iter().find_map(|column| of_aria(table, column));
            too_long.into_iter().chain(numbered).chain(worked_out).collect()
        }
    }
}

/// A unique hash is worked out before the number is given (MariaDB, error 1901).
fn numbered(table: &TableDef, column: &ColumnDef) -> Option<Refusal> {
    super::is_numbered(table, column).then(|| {
        (
            format!(
                "a unique hash is of what the program gives, and `{}` is numbered",
                column.name
            ),
            Some("leave `method` out".to_owned()),
        )
    })
}

/// The engine has no index on what is worked out at each read (MariaDB, error 1904).
fn of_aria(table: &TableDef, column: &ColumnDef) -> Option<Refusal> {
    let engine = table.options.mysql.engine.as_deref()?;
    let is_virtual = column.computed.as_ref().is_some_and(|computed| !computed.stored);
    (is_virtual && engine.eq_ignore_ascii_case("Aria")).then(|| {
        (
            format!(
                "`{engine}` has no index on `{}`, which is worked out at each read",
                column.name
            ),
            Some("make the generated column `stored`, or choose the engine `InnoDB`".to_owned()),
        )
    })
}

/// Bytes that a key may have in the engines that take less than `InnoDB` does.
const SMALLER_KEYS: &[(&str, u64)] = &[("MyISAM", 1000), ("Aria", 2000), ("MEMORY", 1000)];

/// What is longer than the engine's keys are.
fn of_engine(speller: &Speller<'_>, table: &TableDef, index: &IndexDef) -> Option<Refusal> {
    let engine = table.options.mysql.engine.as_deref()?;
    let (_, limit) = SMALLER_KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(engine))?;
    let bytes = index.columns.iter().map(|part| {
        let IndexKey::Column(name) = &part.key else { return 0 };
        let column = table.find_column(name);
        match column.map(|column| super::key::part(speller, table, column, part.prefix_length)) {
            // What says the length, and whether the column is null.
            Some(KeyPart::Bytes(bytes)) => bytes + 3,
            _ => 0,
        }
    });
    let bytes: u64 = bytes.sum();
    (bytes > *limit).then(|| {
        (
            format!("its columns take {bytes} bytes, of which `{engine}` takes {limit} in a key"),
            Some("give the columns a smaller `length`, or choose the engine `InnoDB`".to_owned()),
        )
    })
}

fn fulltext(speller: &Speller<'_>, table: &TableDef, columns: &[&ColumnDef]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for column in columns {
        refusals.extend(unstored(column, "FULLTEXT"));
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
        refusals.extend(unstored(column, "SPATIAL"));
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

/// Such an index is not kept on what is worked out at each read.
fn unstored(column: &ColumnDef, kind: &str) -> Option<Refusal> {
    column.computed.as_ref().filter(|computed| !computed.stored).map(|_| {
        (
            format!(
                "a `{kind}` index is on what is stored, and `{}` is worked out at each read",
                column.name
            ),
            Some("make the generated column `stored`".to_owned()),
        )
    })
}
