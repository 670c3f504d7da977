//! Schemas in the style of real applications, written as lines: `name: column, column`.
//!
//! `id` alone is a numbered key, `x -> table` refers to that table's `id`, `?` behind a name allows
//! null, `unique` and `index` stand behind the type, `key(a, b)` is a key of several columns.

use fsm_core::{
    ColumnDef, EnumDef, ForeignKeyDef, IndexDef, Metadata, ReferentialAction, SqlType, TableDef,
    UniqueDef,
};

/// A music library, in 11 tables.
#[must_use]
pub fn music() -> Metadata {
    metadata(include_str!("music.txt"))
}

/// A forum, in 28 tables.
#[must_use]
pub fn forum() -> Metadata {
    metadata(include_str!("forum.txt"))
}

/// A shop, in 42 tables.
#[must_use]
pub fn shop() -> Metadata {
    metadata(include_str!("shop.txt"))
}

/// Three tables.
#[must_use]
pub fn blog() -> Metadata {
    metadata(include_str!("blog.txt"))
}

/// All of them in one database, each with a schema of its own but the shop: 103 tables.
///
/// # Panics
/// If two tables have one name.
#[must_use]
pub fn everything() -> Metadata {
    let mut all = shop();
    for (name, other) in
        [("forum", forum()), ("music", music()), ("office", metadata(include_str!("office.txt")))]
    {
        all.merge(&other.with_schema(name)).unwrap();
    }
    all
}

fn metadata(text: &str) -> Metadata {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(table).collect()
}

fn table(line: &str) -> TableDef {
    let (name, columns) = line.split_once(':').unwrap();
    let mut table = TableDef::new(name.trim());
    for column in split(columns) {
        table = part(table, column);
    }
    table
}

/// At the commas outside of parentheses.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

fn part(table: TableDef, text: &str) -> TableDef {
    if text == "id" {
        return table.column(ColumnDef::new("id", SqlType::BigInteger)).primary_key(["id"]);
    }
    for (word, apply) in LISTS {
        if let Some(list) = text.strip_prefix(word).and_then(|rest| rest.strip_suffix(')')) {
            return apply(table, list.split(',').map(|name| name.trim().to_owned()).collect());
        }
    }
    let (name, rest) = text.split_once(' ').unwrap_or_else(|| panic!("{text}"));
    let (name, nullable) = match name.strip_suffix('?') {
        Some(name) => (name.to_owned(), true),
        None => (name.to_owned(), false),
    };
    let (sql_type, flags) = if let Some(rest) = rest.strip_prefix("-> ") {
        (SqlType::BigInteger, rest.split(' ').skip(1).collect::<Vec<_>>())
    } else {
        let mut words = split_words(rest);
        let flags = words.split_off(1);
        (sql_type(words[0]), flags)
    };
    let mut column = ColumnDef::new(name.clone(), sql_type);
    column.nullable = nullable;
    if flags.contains(&"now") {
        column = column.default_sql("CURRENT_TIMESTAMP");
    }
    if flags.contains(&"zero") {
        column = column.default_value(0_i64);
    }
    let mut table = table.column(column);
    if let Some(rest) = rest.strip_prefix("-> ") {
        let referred = rest.split(' ').next().unwrap().to_owned();
        let mut key = ForeignKeyDef::new([name.clone()], referred, ["id"]);
        key.on_delete =
            Some(if nullable { ReferentialAction::SetNull } else { ReferentialAction::Cascade });
        table = table.foreign_key(key);
    }
    if flags.contains(&"unique") {
        table = table.unique(UniqueDef::new([name.clone()]));
    }
    if flags.contains(&"index") {
        table = table.index(IndexDef::new([name]));
    }
    table
}

type List = (&'static str, fn(TableDef, Vec<String>) -> TableDef);

const LISTS: &[List] = &[
    ("key(", |table, names| table.primary_key(names)),
    ("unique(", |table, names| table.unique(UniqueDef::new(names))),
    ("index(", |table, names| table.index(IndexDef::new(names))),
];

fn split_words(text: &str) -> Vec<&str> {
    let end = text.find(')').map_or_else(|| text.find(' ').unwrap_or(text.len()), |at| at + 1);
    let (first, rest) = text.split_at(end);
    std::iter::once(first).chain(rest.split_whitespace()).collect()
}

fn sql_type(word: &str) -> SqlType {
    let arguments =
        |rest: &str| rest.trim_end_matches(')').split('|').map(str::to_owned).collect::<Vec<_>>();
    match word.split_once('(') {
        Some(("varchar", rest)) => SqlType::String(rest.trim_end_matches(')').parse().unwrap()),
        Some(("enum", rest)) => {
            let mut words = arguments(rest);
            let name = words.remove(0);
            SqlType::Enum(EnumDef::new(name, words))
        }
        _ => match word {
            "text" => SqlType::Text,
            "int" => SqlType::Integer,
            "bigint" | "money" => SqlType::BigInteger,
            "bool" => SqlType::Boolean,
            "double" => SqlType::Double,
            "date" => SqlType::Date,
            "moment" => SqlType::DateTimeTz,
            "json" => SqlType::Json,
            "uuid" => SqlType::Uuid,
            "bytes" => SqlType::LargeBinary,
            other => panic!("{other}"),
        },
    }
}
