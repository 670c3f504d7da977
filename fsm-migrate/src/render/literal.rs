//! Values as the Rust that makes them: texts, names, SQL, types.
//! It never decides which method they are handed to.

use super::code::Expr;
use fsm_core::{
    ComputedDef, Dialect, ElementType, EnumDef, IdentityDef, IndexColumn, IndexKey, Literal,
    NullsOrder, SortOrder, Sql, SqlType, Str, TableName,
};
use std::iter;

/// A text: raw where that spares escapes, and escaped where it does not show.
pub(super) fn text(text: &str) -> Expr {
    Expr::Word(quoted(text))
}

/// A list of texts. An empty one says of what it is empty.
pub(super) fn texts<'t>(list: impl IntoIterator<Item = &'t Str>) -> Expr {
    let items: Vec<Expr> = list.into_iter().map(|item| text(item)).collect();
    if items.is_empty() { Expr::word("[\"\"; 0]") } else { Expr::List("[", items) }
}

fn quoted(text: &str) -> String {
    let shows = |c: char| matches!(c, '"' | '\\' | '\'') || c.escape_debug().eq(iter::once(c));
    if text.contains(['"', '\\']) && text.chars().all(shows) {
        let hashes = "#".repeat(fence(text));
        return format!("r{hashes}\"{text}\"{hashes}");
    }
    let escaped = text.chars().flat_map(|c| {
        let as_it_is = c == '\'' || shows(c) && !matches!(c, '"' | '\\');
        let escape = (!as_it_is).then(|| c.escape_debug());
        let plain = as_it_is.then_some(c);
        plain.into_iter().chain(escape.into_iter().flatten())
    });
    iter::once('"').chain(escaped).chain(iter::once('"')).collect()
}

/// How many `#` a raw literal of the text needs.
fn fence(text: &str) -> usize {
    let runs = text.match_indices('"').map(|(at, _)| {
        let behind = &text[at + 1..];
        1 + behind.len() - behind.trim_start_matches('#').len()
    });
    runs.max().unwrap_or(0)
}

/// The name of a table, an enum or a sequence: as text where that is read back as the same name.
pub(super) fn name(name: &TableName) -> Expr {
    let shown = name.to_string();
    if TableName::from(&shown) == *name {
        return text(&shown);
    }
    let plain = Expr::call("TableName::new", vec![text(&name.name)]);
    match &name.schema {
        Some(schema) => plain.then("in_schema", vec![text(schema)]),
        None => plain,
    }
}

/// A dialect.
pub(super) fn dialect(dialect: Dialect) -> Expr {
    Expr::word(format!("Dialect::{dialect:?}"))
}

/// `[Dialect::Sqlite, ..]`
pub(super) fn dialects(list: &[Dialect]) -> Expr {
    Expr::List("[", list.iter().copied().map(dialect).collect())
}

/// SQL of an author: a text, or a text a dialect.
pub(super) fn sql(sql: &Sql) -> Expr {
    let mut texts: Vec<(Dialect, &Str)> = Vec::new();
    for (dialect, text) in sql.overrides.iter() {
        // Of two texts of a dialect the first counts.
        if !texts.iter().any(|(known, _)| known == dialect) {
            texts.push((*dialect, text));
        }
    }
    let mut texts = texts.into_iter();
    let first = match &sql.common {
        Some(common) if sql.overrides.is_empty() => return text(common),
        Some(common) => Expr::call("Sql::new", vec![text(common)]),
        None => match texts.next() {
            Some((on, sql)) => Expr::call("only", vec![dialect(on), text(sql)]),
            None => return Expr::word("Sql { common: None, overrides: Default::default() }"),
        },
    };
    texts.fold(first, |whole, (on, sql)| whole.then("on", vec![dialect(on), text(sql)]))
}

/// A constant.
pub(super) fn constant(value: &Literal) -> Expr {
    match value {
        Literal::String(value) => text(value),
        Literal::Boolean(value) => Expr::word(value.to_string()),
        Literal::Integer(number) if i64::try_from(*number).is_ok() => {
            Expr::word(number.to_string())
        }
        Literal::Integer(number) => {
            Expr::call("Literal::Integer", vec![Expr::word(number.to_string())])
        }
        Literal::Number(digits) => {
            Expr::call("Literal::Number", vec![text(digits).then("into", Vec::new())])
        }
        // A kind that is younger than this list: what every database reads.
        _ => text(&Dialect::Sqlite.quote_literal(value)),
    }
}

/// A column's type.
pub(super) fn sql_type(sql_type: &SqlType) -> Expr {
    let number = |number: &u32| Expr::word(number.to_string());
    let part = |part: &Option<u32>| match part {
        Some(part) => number(part),
        None => Expr::word("None"),
    };
    match sql_type {
        SqlType::String(length) => Expr::call("String", vec![number(length)]),
        SqlType::Binary(length) => Expr::call("Binary", vec![number(length)]),
        SqlType::Numeric { precision, scale } => {
            Expr::call("Numeric", vec![part(precision), part(scale)])
        }
        SqlType::Enum(def) => enum_type(def),
        SqlType::Array(ElementType::Static(element)) => array(element),
        SqlType::Array(ElementType::Boxed(element)) => array(element),
        SqlType::Postgres(native) => {
            Expr::call("Postgres", vec![Expr::word(format!("PostgresType::{native:?}"))])
        }
        SqlType::Custom(words) => Expr::call("Custom", vec![sql(words)]),
        // Those that nothing more is said of are called as in the code.
        plain => Expr::word(format!("{plain:?}")),
    }
}

fn array(element: &SqlType) -> Expr {
    Expr::call("Array", vec![sql_type(element)])
}

fn enum_type(def: &EnumDef) -> Expr {
    Expr::call("Enum", vec![name(&def.name), texts(def.labels.iter())])
}

/// The options of an identity column.
pub(super) fn identity(def: &IdentityDef) -> Expr {
    let mut made = Expr::word("IdentityDef::NEW");
    if def.always {
        made = made.then("always", Vec::new());
    }
    for (method, number) in [
        ("start", def.start),
        ("increment", def.increment),
        ("min_value", def.min_value),
        ("max_value", def.max_value),
        ("cache", def.cache),
    ] {
        if let Some(number) = number {
            made = made.then(method, vec![Expr::word(number.to_string())]);
        }
    }
    if def.cycle { made.then("cycle", Vec::new()) } else { made }
}

/// The expression of a generated column.
pub(super) fn computed(def: &ComputedDef) -> Expr {
    let stored = Expr::word(def.stored.to_string());
    Expr::call("Computed", vec![sql(&def.expression), stored])
}

/// What an index is made of: names alone where nothing else is said.
pub(super) fn index_columns(columns: &[IndexColumn]) -> Expr {
    let plain = columns.iter().map(|part| match &part.key {
        IndexKey::Column(name) if *part == IndexColumn::column(name.clone()) => Some(name),
        _ => None,
    });
    match plain.collect::<Option<Vec<_>>>() {
        Some(names) => texts(names),
        None => Expr::List("[", columns.iter().map(index_column).collect()),
    }
}

fn index_column(part: &IndexColumn) -> Expr {
    let mut made = match (&part.key, part.order) {
        (IndexKey::Column(name), None) => Expr::call("col", vec![text(name)]),
        (IndexKey::Column(name), Some(SortOrder::Ascending)) => Expr::call("asc", vec![text(name)]),
        (IndexKey::Column(name), Some(SortOrder::Descending)) => {
            Expr::call("desc", vec![text(name)])
        }
        (IndexKey::Expression(expression), order) => {
            let made = Expr::call("expr", vec![sql(expression)]);
            match order {
                None => made,
                Some(SortOrder::Ascending) => made.then("ascending", Vec::new()),
                Some(SortOrder::Descending) => made.then("descending", Vec::new()),
            }
        }
    };
    if let Some(nulls) = part.nulls {
        let nulls = match nulls {
            NullsOrder::First => "NullsOrder::First",
            NullsOrder::Last => "NullsOrder::Last",
        };
        made = made.then("nulls", vec![Expr::word(nulls)]);
    }
    if let Some(class) = &part.operator_class {
        made = made.then("operator_class", vec![text(class)]);
    }
    if let Some(collation) = &part.collation {
        made = made.then("collation", vec![text(collation)]);
    }
    if let Some(length) = part.prefix_length {
        made = made.then("prefix_length", vec![Expr::word(length.to_string())]);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_literal_holds_the_text_that_it_was_made_of() {
        for (value, expected) in [
            ("plain", "\"plain\""),
            ("it's", "\"it's\""),
            ("lower(\"Name\")", "r#\"lower(\"Name\")\"#"),
            ("\"#\"", "r##\"\"#\"\"##"),
            ("\\d", "r\"\\d\""),
            ("a\n\"", "\"a\\n\\\"\""),
            ("\u{202e}\"", "\"\\u{202e}\\\"\""),
            ("nul\0", "\"nul\\0\""),
            ("it's\n", "\"it's\\n\""),
            ("é", "\"é\""),
        ] {
            assert_eq!(quoted(value), expected);
        }
    }
}
