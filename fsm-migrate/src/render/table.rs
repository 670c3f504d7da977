//! Tables: created whole, and their options.
//! It never decides which tables are created.

use super::code::{Expr, Line};
use super::{column, constraint, literal};
use fsm_core::{Str, TableDef, TableName, TableOptions};

/// `op.create_table("users", |t| { .. });`
pub(super) fn create(table: &TableDef) -> Line {
    let mut lines = Vec::new();
    let key = table.primary_key.as_ref().map(constraint::primary_key);
    // A key makes the columns before it refuse `NULL`.
    let is_nullable = |name: &Str| table.find_column(name).is_some_and(|column| column.nullable);
    let (first, last) = match key {
        Some(key) if table.primary_key_columns().iter().any(is_nullable) => (Some(key), None),
        key => (None, key),
    };
    lines.extend(first);
    lines.extend(table.columns.iter().map(column::of_table));
    lines.extend(last);
    lines.extend(table.uniques.iter().map(constraint::unique));
    lines.extend(table.checks.iter().map(constraint::check));
    lines.extend(table.foreign_keys.iter().map(constraint::foreign_key));
    lines.extend(table.indexes.iter().map(constraint::index));
    if let Some(comment) = &table.comment {
        let comment = vec![literal::text(comment)];
        lines.push(Line::Statement(Expr::word("t").then("comment", comment)));
    }
    if table.options != TableOptions::NEW {
        let set = Expr::word("t").then("options", vec![options(&table.options)]);
        lines.push(Line::Statement(set));
    }
    let head = if lines.is_empty() { "|_|" } else { "|t|" };
    let arguments = vec![literal::name(&table.name), Expr::Closure(head, lines)];
    Line::Statement(Expr::op("create_table", arguments))
}

/// `op.alter_table_options("users", |_| {}, |o| { o.sqlite.strict = true; });`
pub(super) fn alter_options(
    table: &TableName,
    before: &TableOptions,
    after: &TableOptions,
) -> Line {
    let arguments = vec![literal::name(table), options(before), options(after)];
    Line::Statement(Expr::op("alter_table_options", arguments))
}

/// A closure that sets what the options say.
fn options(options: &TableOptions) -> Expr {
    let TableOptions { sqlite, postgres, mysql, .. } = options;
    let mut lines = Vec::new();
    let mut set = |place: &str, value| lines.push(Line::Assign(format!("o.{place}"), value));
    for (place, is_set) in [
        ("sqlite.strict", sqlite.strict),
        ("sqlite.without_rowid", sqlite.without_rowid),
        ("sqlite.autoincrement", sqlite.autoincrement),
        ("postgres.unlogged", postgres.unlogged),
    ] {
        if is_set {
            set(place, Expr::word("true"));
        }
    }
    if !postgres.with.is_empty() {
        let pair = |(name, value): &(Str, Str)| Expr::call("", vec![owned(name), owned(value)]);
        let pairs = Expr::List("vec![", postgres.with.iter().map(pair).collect());
        set("postgres.with", pairs.then("into", Vec::new()));
    }
    for (place, text) in [
        ("postgres.tablespace", &postgres.tablespace),
        ("postgres.partition_by", &postgres.partition_by),
        ("mysql.engine", &mysql.engine),
        ("mysql.charset", &mysql.charset),
        ("mysql.collation", &mysql.collation),
        ("mysql.row_format", &mysql.row_format),
    ] {
        if let Some(text) = text {
            set(place, Expr::call("Some", vec![owned(text)]));
        }
    }
    Expr::Closure(if lines.is_empty() { "|_|" } else { "|o|" }, lines)
}

fn owned(text: &str) -> Expr {
    literal::text(text).then("into", Vec::new())
}
