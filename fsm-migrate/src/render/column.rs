//! Columns: of a new table, added to one that stands, and altered.
//! It never decides in how many steps a column changes.

use super::code::{Expr, Line};
use super::literal;
use fsm_core::{Autoincrement, ColumnDef, TableName};

/// `t.column("name", Text).not_null();`
pub(super) fn of_table(column: &ColumnDef) -> Line {
    let arguments = vec![literal::text(&column.name), literal::sql_type(&column.sql_type)];
    Line::Statement(said(Expr::word("t").then("column", arguments), column))
}

/// `op.add_column("users", "name", Text).not_null();`
pub(super) fn add(table: &TableName, column: &ColumnDef) -> Line {
    let arguments = vec![
        literal::name(table),
        literal::text(&column.name),
        literal::sql_type(&column.sql_type),
    ];
    Line::Statement(said(Expr::op("add_column", arguments), column))
}

/// Everything that there is to say of a column besides its type.
fn said(mut made: Expr, column: &ColumnDef) -> Expr {
    for (dialect, text) in column.type_overrides.iter() {
        made = made.then("type_on", vec![literal::dialect(*dialect), literal::text(text)]);
    }
    if !column.nullable {
        made = made.then("not_null", Vec::new());
    }
    if let Some(value) = &column.default {
        made = made.then("default", vec![literal::constant(value)]);
    }
    if let Some(sql) = &column.default_sql {
        made = made.then("default_sql", vec![literal::sql(sql)]);
    }
    if column.autoincrement != Autoincrement::Auto {
        made = made.then("autoincrement", vec![numbering(column.autoincrement)]);
    }
    if let Some(identity) = &column.identity {
        made = made.then("identity", vec![literal::identity(identity)]);
    }
    if let Some(computed) = &column.computed {
        let stored = Expr::word(computed.stored.to_string());
        made = made.then("computed", vec![literal::sql(&computed.expression), stored]);
    }
    if let Some(collation) = &column.collation {
        made = made.then("collation", vec![literal::sql(collation)]);
    }
    match &column.comment {
        Some(comment) => made.then("comment", vec![literal::text(comment)]),
        None => made,
    }
}

fn numbering(autoincrement: Autoincrement) -> Expr {
    Expr::word(match autoincrement {
        Autoincrement::Always => "Always",
        Autoincrement::Never => "Never",
        _ => "Autoincrement::Auto",
    })
}

/// `op.alter_column("users", "name").not_null().existing_type(Text).existing_nullable();`
///
/// What changes is said of both sides, and what the column is besides only as it is before; of what
/// it is not (no default, no comment) nothing is said.
pub(super) fn alter(table: &TableName, before: &ColumnDef, after: &ColumnDef) -> Line {
    let arguments = vec![literal::name(table), literal::text(&before.name)];
    let made = changed(Expr::op("alter_column", arguments), before, after);
    Line::Statement(existing(made, before))
}

fn changed(mut made: Expr, before: &ColumnDef, after: &ColumnDef) -> Expr {
    let mut say = |method, arguments| made = made.clone().then(method, arguments);
    if before.sql_type != after.sql_type || before.type_overrides != after.type_overrides {
        say("type_", vec![literal::sql_type(&after.sql_type)]);
        for (dialect, text) in after.type_overrides.iter() {
            say("type_on", vec![literal::dialect(*dialect), literal::text(text)]);
        }
    }
    if before.nullable != after.nullable {
        say(if after.nullable { "nullable" } else { "not_null" }, Vec::new());
    }
    if before.default != after.default {
        match &after.default {
            Some(value) => say("default", vec![literal::constant(value)]),
            None => say("no_default", Vec::new()),
        }
    }
    if before.default_sql != after.default_sql {
        match &after.default_sql {
            Some(sql) => say("default_sql", vec![literal::sql(sql)]),
            None => say("no_default_sql", Vec::new()),
        }
    }
    if before.autoincrement != after.autoincrement {
        say("autoincrement", vec![numbering(after.autoincrement)]);
    }
    if before.identity != after.identity {
        match &after.identity {
            Some(identity) => say("identity", vec![literal::identity(identity)]),
            None => say("no_identity", Vec::new()),
        }
    }
    if before.computed != after.computed {
        match &after.computed {
            Some(computed) => say("computed", vec![literal::computed(computed)]),
            None => say("no_computed", Vec::new()),
        }
    }
    if before.collation != after.collation {
        match &after.collation {
            Some(collation) => say("collation", vec![literal::sql(collation)]),
            None => say("no_collation", Vec::new()),
        }
    }
    if before.comment != after.comment {
        match &after.comment {
            Some(comment) => say("comment", vec![literal::text(comment)]),
            None => say("no_comment", Vec::new()),
        }
    }
    made
}

fn existing(mut made: Expr, before: &ColumnDef) -> Expr {
    let mut say = |method, arguments| made = made.clone().then(method, arguments);
    say("existing_type", vec![literal::sql_type(&before.sql_type)]);
    for (dialect, text) in before.type_overrides.iter() {
        say("existing_type_on", vec![literal::dialect(*dialect), literal::text(text)]);
    }
    say(if before.nullable { "existing_nullable" } else { "existing_not_null" }, Vec::new());
    if let Some(value) = &before.default {
        say("existing_default", vec![literal::constant(value)]);
    }
    if let Some(sql) = &before.default_sql {
        say("existing_default_sql", vec![literal::sql(sql)]);
    }
    if before.autoincrement != Autoincrement::Auto {
        say("existing_autoincrement", vec![numbering(before.autoincrement)]);
    }
    if let Some(identity) = &before.identity {
        say("existing_identity", vec![literal::identity(identity)]);
    }
    if let Some(computed) = &before.computed {
        say("existing_computed", vec![literal::computed(computed)]);
    }
    if let Some(collation) = &before.collation {
        say("existing_collation", vec![literal::sql(collation)]);
    }
    if let Some(comment) = &before.comment {
        say("existing_comment", vec![literal::text(comment)]);
    }
    made
}
