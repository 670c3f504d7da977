use super::quoted;
use crate::dialect::Refusal;
use crate::schema::TableDef;

/// The engines that keep no foreign keys, by every name they are known by.
#[rustfmt::skip]
const WITHOUT_FOREIGN_KEYS: &[&str] = &[
    "ARCHIVE", "ARIA", "BLACKHOLE", "COLUMNSTORE", "CONNECT", "CSV", "EXAMPLE", "FEDERATED", "HEAP",
    "MARIA", "MEMORY", "MERGE", "MRG_MYISAM", "MYISAM", "OQGRAPH", "ROCKSDB", "S3", "SEQUENCE",
    "SPHINX", "SPIDER", "TOKUDB",
];

/// The row formats of all engines.
const ROW_FORMATS: &[&str] =
    &["DEFAULT", "DYNAMIC", "COMPACT", "COMPRESSED", "REDUNDANT", "FIXED", "PAGE"];

/// What stands behind the columns.
pub(super) fn spell(table: &TableDef) -> Vec<String> {
    let options = &table.options.mysql;
    let mut words = Vec::new();
    // The server's default, or the session's, may be an engine that reads foreign keys and forgets
    // them without a word.
    words.push(format!("ENGINE = {}", options.engine.as_deref().unwrap_or("InnoDB")));
    let start = table
        .columns
        .iter()
        .find_map(|column| column.identity.as_ref().and_then(|identity| identity.start));
    words.extend(start.map(|start| format!("AUTO_INCREMENT = {start}")));
    // A text of Rust is any text of Unicode, and the server's default may hold less; a collation
    // brings its own character set along.
    let charset = options.charset.as_deref().or(match options.collation {
        Some(_) => None,
        None => Some("utf8mb4"),
    });
    words.extend(charset.map(|name| format!("DEFAULT CHARSET = {name}")));
    words.extend(options.collation.as_ref().map(|name| format!("COLLATE = {name}")));
    words.extend(options.row_format.as_ref().map(|name| format!("ROW_FORMAT = {name}")));
    words.extend(table.comment.as_ref().map(|text| format!("COMMENT = {}", quoted(text))));
    words
}

/// Both tables must be of an engine that keeps foreign keys, and a name without a schema is one of
/// the referring table's schema, whatever the connection's own is.
pub(super) fn refuse_reference(table: &TableDef, target: Option<&TableDef>) -> Vec<Refusal> {
    let other = target.filter(|target| target.name != table.name);
    let astray = other.filter(|other| table.name.schema.is_some() && other.name.schema.is_none());
    let astray = astray.map(|other| {
        (
            format!(
                "`{}` has no schema, so MySQL/MariaDB looks for it in that of `{}`",
                other.name, table.name
            ),
            Some("give both tables a schema, or none".to_owned()),
        )
    });
    let forgets = |table: &TableDef| {
        let engine = table.options.mysql.engine.as_deref()?;
        let known = WITHOUT_FOREIGN_KEYS.iter().any(|known| known.eq_ignore_ascii_case(engine));
        known.then(|| {
            (
                format!(
                    "`{}` is of the engine `{engine}`, which keeps no foreign keys",
                    table.name
                ),
                Some("choose the engine `InnoDB`, or leave `engine` out".to_owned()),
            )
        })
    };
    [Some(table), other].into_iter().flatten().filter_map(forgets).chain(astray).collect()
}

/// Options are single words, spelled as they stand.
pub(super) fn refuse(table: &TableDef) -> Vec<Refusal> {
    let options = &table.options.mysql;
    let words = [
        ("engine", &options.engine, "InnoDB"),
        ("charset", &options.charset, "utf8mb4"),
        ("collation", &options.collation, "utf8mb4_bin"),
        ("row_format", &options.row_format, "DYNAMIC"),
    ];
    let mut refusals: Vec<Refusal> = words
        .iter()
        .filter_map(|(key, value, example)| {
            let value = value.as_deref()?;
            let word =
                !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            (!word).then(|| {
                (
                    format!("`{value}` is no word that the option `{key}` can have"),
                    Some(format!("write one word, such as `mysql({key} = \"{example}\")`")),
                )
            })
        })
        .collect();
    if let Some(format) = options.row_format.as_deref()
        && !ROW_FORMATS.iter().any(|known| known.eq_ignore_ascii_case(format))
    {
        refusals.push((
            format!("there is no row format `{format}`"),
            Some(format!("write one of {}", ROW_FORMATS.join(", "))),
        ));
    }
    if let Some((charset, collation)) = super::collation::mismatch(table) {
        refusals.push((
            format!("the collation `{collation}` is none of the character set `{charset}`"),
            Some("leave `charset` out: a collation brings its own along".to_owned()),
        ));
    }
    refusals
}
