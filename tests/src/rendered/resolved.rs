//! What a revision's functions come to, as text. The compiled program has a copy.

use fsm_core::change::{Change, EnumColumn};
use fsm_core::{Autoincrement, Dialect, Metadata};
use fsm_migrate::Operations;

/// The changes that a function of a revision makes of what stands, a line each; what stands is as
/// after them then.
#[must_use]
pub fn resolved(function: fn(&mut Operations), state: &mut Metadata, dialect: Dialect) -> String {
    let mut operations = Operations::new();
    function(&mut operations);
    match fsm_migrate::__private::resolve(operations.list(), state, false, dialect) {
        Ok(changes) => shown(&joined(changes), dialect),
        Err(error) => format!("refused: {error}"),
    }
}

/// The changes, a line each. Enums that a dialect does not have are left out: they stand in the
/// file for the others. What hangs on a table that goes may stand in any order.
#[must_use]
pub fn shown(changes: &[Change], dialect: Dialect) -> String {
    let native = dialect.capabilities().native_enums;
    let is_shown = |change: &&Change| {
        native || !matches!(change, Change::CreateEnum { .. } | Change::DropEnum { .. })
    };
    let line = |change: &Change| match change {
        Change::DropTable { table } => {
            let mut table = table.clone();
            table.columns.to_mut().sort_by_key(|part| format!("{part:?}"));
            table.uniques.to_mut().sort_by_key(|part| format!("{part:?}"));
            table.checks.to_mut().sort_by_key(|part| format!("{part:?}"));
            table.foreign_keys.to_mut().sort_by_key(|part| format!("{part:?}"));
            table.indexes.to_mut().sort_by_key(|part| format!("{part:?}"));
            format!("{:?}", Change::DropTable { table })
        }
        // A column that goes is as a comparison says it, where a model leaves its numbering to the
        // rule (`Auto`).
        Change::DropColumn { table, column } => {
            let column = column.clone().autoincrement(Autoincrement::Auto);
            format!("{:?}", Change::DropColumn { table: table.clone(), column })
        }
        // The columns stand in it as before the change, and in its reverse they do so too.
        Change::RenameEnumLabel { name, columns, before, after } => {
            format!("RenameEnumLabel {name:?} {before:?} {after:?} {}", places(columns))
        }
        Change::AlterEnum { columns, before, after } => {
            format!("AlterEnum {before:?} {after:?} {}", places(columns))
        }
        change => format!("{change:?}"),
    };
    let lines: Vec<String> = changes.iter().filter(is_shown).map(line).collect();
    // The element of an array is one type, wherever it is kept.
    lines.join("\n").replace("Array(Static(", "Array(Boxed(")
}

fn places(columns: &[EnumColumn]) -> String {
    let places = columns.iter().map(|of| format!("{:?} {:?}", of.table, of.column.name));
    places.collect::<Vec<_>>().join("; ")
}

/// A column that must have a value in the last of several steps counts as one change.
fn joined(changes: Vec<Change>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for change in changes {
        if let Change::AlterColumn { table, before, after } = &change
            && before.nullable
            && *before == after.clone().nullable()
        {
            match all.last_mut() {
                Some(Change::AddColumn { table: of, column })
                    if of == table && column == before =>
                {
                    *column = after.clone();
                    continue;
                }
                Some(Change::AlterColumn { table: of, after: then, .. })
                    if of == table && then == before =>
                {
                    *then = after.clone();
                    continue;
                }
                _ => {}
            }
        }
        all.push(change);
    }
    all
}
