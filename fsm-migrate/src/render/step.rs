//! Changes as calls of the builder, one after the other.
//! It never decides which changes are made.

use super::code::{Expr, Line};
use super::{column, constraint, literal, table};
use fsm_core::change::{Change, ConstraintKind, EnumColumn};
use fsm_core::{Metadata, SequenceDef, SqlType, Str, TableName};

/// The call that makes a change; `standing` is what is known to stand before it.
pub(super) fn line(change: &Change, standing: &Metadata) -> Line {
    let names = |list: &[&TableName]| list.iter().map(|name| literal::name(name)).collect();
    match change {
        Change::CreateSchema { schema } => op("create_schema", vec![literal::text(schema)]),
        Change::DropSchema { schema } => op("drop_schema", vec![literal::text(schema)]),
        Change::CreateEnum { def } => {
            op("create_enum", vec![literal::name(&def.name), literal::texts(def.labels.iter())])
        }
        Change::DropEnum { def } => op("drop_enum", names(&[&def.name])),
        Change::RenameEnum { before, after } => op("rename_enum", names(&[before, after])),
        Change::RenameEnumLabel { name, columns, before, after } => {
            let labels = labels(name, columns, (before, after), standing);
            let arguments = vec![
                literal::name(name),
                literal::text(before),
                literal::text(after),
                literal::texts(labels.iter()),
                enum_columns(columns),
            ];
            op("rename_enum_value", arguments)
        }
        Change::AlterEnum { columns, before, after } => {
            let arguments = vec![
                literal::name(&before.name),
                literal::texts(before.labels.iter()),
                literal::texts(after.labels.iter()),
                enum_columns(columns),
            ];
            op("alter_enum", arguments)
        }
        Change::CreateSequence { def } => {
            let made = Expr::op("create_sequence", names(&[&def.name]));
            Line::Statement(sequence(made, def))
        }
        Change::DropSequence { def } => op("drop_sequence", names(&[&def.name])),
        Change::AlterSequence { before, after } => {
            let made = sequence(Expr::op("alter_sequence", names(&[&after.name])), after);
            let known = sequence(Expr::word("sequence"), before);
            let head = "|sequence|";
            let existing = Expr::Short(head, Box::new(known));
            Line::Statement(made.then("existing", vec![existing]))
        }
        Change::CreateTable { table } => table::create(table),
        Change::DropTable { table } => op("drop_table", names(&[&table.name])),
        Change::RenameTable { before, after } => op("rename_table", names(&[before, after])),
        Change::SetTableComment { table, after: Some(comment), .. } => {
            op("create_table_comment", vec![literal::name(table), literal::text(comment)])
        }
        Change::SetTableComment { table, .. } => op("drop_table_comment", names(&[table])),
        Change::SetTableOptions { table, before, after } => {
            table::alter_options(table, before, after)
        }
        Change::AddColumn { table, column } => column::add(table, column),
        Change::DropColumn { table, column } => {
            op("drop_column", vec![literal::name(table), literal::text(&column.name)])
        }
        Change::AlterColumn { table, before, after } => column::alter(table, before, after),
        Change::RenameColumn { table, before, after } => {
            op("rename_column", renamed(table, before, after))
        }
        Change::RenameIndex { table, before, after } => {
            op("rename_index", renamed(table, before, after))
        }
        Change::RenameConstraint { table, kind, before, after } => {
            constraint::rename(table, *kind, before, after)
        }
        other => of_constraint(other),
    }
}

fn of_constraint(change: &Change) -> Line {
    let drop = constraint::drop;
    match change {
        Change::AddPrimaryKey { table, primary_key } => {
            constraint::add_primary_key(table, primary_key)
        }
        Change::DropPrimaryKey { table, primary_key } => {
            drop(table, ConstraintKind::PrimaryKey, primary_key.name.as_ref())
        }
        Change::AddUnique { table, unique } => constraint::add_unique(table, unique),
        Change::DropUnique { table, unique } => {
            drop(table, ConstraintKind::Unique, unique.name.as_ref())
        }
        Change::AddCheck { table, check } => constraint::add_check(table, check),
        Change::DropCheck { table, check } => {
            drop(table, ConstraintKind::Check, check.name.as_ref())
        }
        Change::AddForeignKey { table, foreign_key } => {
            constraint::add_foreign_key(table, foreign_key)
        }
        Change::DropForeignKey { table, foreign_key } => {
            drop(table, ConstraintKind::ForeignKey, foreign_key.name.as_ref())
        }
        Change::CreateIndex { table, index } => constraint::create_index(table, index),
        Change::DropIndex { table, index } => constraint::drop_index(table, index),
        // A kind that is younger than this list: said, so that nobody takes it for made.
        other => Line::Comment(format!("not written here, and to be done by hand: {other}")),
    }
}

fn op(method: &'static str, arguments: Vec<Expr>) -> Line {
    Line::Statement(Expr::op(method, arguments))
}

fn renamed(table: &TableName, before: &str, after: &str) -> Vec<Expr> {
    vec![literal::name(table), literal::text(before), literal::text(after)]
}

/// Everything that there is to say of a sequence besides its name.
fn sequence(mut made: Expr, def: &SequenceDef) -> Expr {
    if let Some(data_type) = &def.data_type {
        made = made.then("data_type", vec![literal::text(data_type)]);
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
    if def.cycle {
        made = made.then("cycle", Vec::new());
    }
    match &def.comment {
        Some(comment) => made.then("comment", vec![literal::text(comment)]),
        None => made,
    }
}

/// `&[("users", "role")]`; empty, which asks the database, where a text would not be read back as
/// the same name.
fn enum_columns(columns: &[EnumColumn]) -> Expr {
    let is_text = |of: &EnumColumn| TableName::from(&of.table.to_string()) == of.table;
    if !columns.iter().all(is_text) {
        return Expr::word("&[]");
    }
    let pair = |of: &EnumColumn| {
        let table = literal::text(&of.table.to_string());
        Expr::call("", vec![table, literal::text(&of.column.name)])
    };
    Expr::List("&[", columns.iter().map(pair).collect())
}

/// All labels of an enum before `before` of them gets the name `after`, as far as what stands or
/// the change tells.
fn labels(
    name: &TableName,
    columns: &[EnumColumn],
    (before, after): (&Str, &Str),
    standing: &Metadata,
) -> Vec<Str> {
    let standing_columns = standing.tables().flat_map(|table| table.columns.iter());
    let of_columns = columns.iter().map(|of| &of.column);
    let mut of_types = standing_columns
        .chain(of_columns)
        .filter_map(|column| enum_of(&column.sql_type))
        .filter(|def| def.name == *name);
    let known = standing.enums().find(|def| def.name == *name).or_else(|| of_types.next());
    let mut labels = known.map(|def| def.labels.to_vec()).unwrap_or_default();
    if !labels.contains(before) {
        // A change that was turned around has its columns as they stand afterwards.
        for label in labels.iter_mut().filter(|label| *label == after) {
            label.clone_from(before);
        }
    }
    labels
}

/// The enum of a column's type, also of an array's elements.
pub(super) fn enum_of(sql_type: &SqlType) -> Option<&fsm_core::EnumDef> {
    match sql_type {
        SqlType::Enum(def) => Some(def),
        SqlType::Array(element) => enum_of(element),
        _ => None,
    }
}
