use super::quoted;
use crate::dialect::Refusal;
use crate::schema::TableDef;

/// What stands behind the columns.
pub(super) fn spell(table: &TableDef) -> Vec<String> {
    let options = &table.options.mysql;
    let mut words = Vec::new();
    words.extend(options.engine.as_ref().map(|engine| format!("ENGINE = {engine}")));
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

/// Options are single words, spelled as they stand.
pub(super) fn refuse(table: &TableDef) -> Vec<Refusal> {
    let options = &table.options.mysql;
    let words = [
        ("engine", &options.engine, "InnoDB"),
        ("charset", &options.charset, "utf8mb4"),
        ("collation", &options.collation, "utf8mb4_bin"),
        ("row_format", &options.row_format, "DYNAMIC"),
    ];
    words
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
        .collect()
}
