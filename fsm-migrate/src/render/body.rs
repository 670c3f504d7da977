//! What a revision does: the changes in both directions, and what its head says of them.
//! It never writes the file around them.

use super::settle::Settler;
use super::walk;
use super::{code::Line, step};
use crate::hazard::Hazard;
use fsm_core::change::Change;
use fsm_core::{Comparison, Dialect, EnumDef, Metadata, NameLimit, NamingConvention, TableName};
use std::collections::BTreeSet;

/// What a revision does in both directions, and what the head of its file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub(super) upgrade: Vec<Line>,
    pub(super) downgrade: Vec<Line>,
    pub(super) head: Vec<Section>,
    hazards: Vec<(Dialect, Hazard)>,
}

/// A part of the head: a line, and a list below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) items: Vec<String>,
}

impl Body {
    /// Nothing in either direction: for the author to write.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The changes of a comparison, and their reverses in the reverse order.
    ///
    /// `naming` is the convention of the models: what has no name gets the one it would get in a
    /// database that holds names of any length. `before` is what stands, where it is known; best as the revisions so far
    /// make it, because then it has the enums that a database without native ones does not know.
    #[must_use]
    pub fn of(
        comparison: &Comparison,
        naming: &NamingConvention,
        before: Option<&Metadata>,
    ) -> Self {
        let dialect = comparison.dialect;
        // In full, whatever the dialect holds: each shortens them when the revision runs on it.
        let settler = Settler { naming, limit: NameLimit::Unlimited };
        let changes = comparison.changes.iter().map(|change| settler.change(change)).collect();
        let upgrade = with_enums(changes, dialect, before);
        let downgrade: Vec<Change> = upgrade.iter().rev().cloned().map(Change::reverse).collect();
        let mut standing = before.cloned().unwrap_or_default();
        let up = walk::written(&upgrade, dialect, &mut standing);
        let down = walk::written(&downgrade, dialect, &mut standing);
        Self {
            head: head(comparison, !(up.hazards.is_empty() && down.hazards.is_empty())),
            upgrade: up.lines,
            downgrade: down.lines,
            hazards: up.hazards,
        }
    }

    /// Whether it does nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.upgrade.is_empty() && self.downgrade.is_empty()
    }

    /// What its upgrade does on `dialect` that somebody should look at first, in the order of the
    /// steps.
    pub fn hazards(&self, dialect: Dialect) -> impl Iterator<Item = &Hazard> {
        self.hazards.iter().filter(move |(on, _)| *on == dialect).map(|(_, hazard)| hazard)
    }
}

/// The changes, with the native enums that they bring along on dialects which have them: the file
/// is one for all dialects, and a comparison on one without native enums does not speak of them.
fn with_enums(changes: Vec<Change>, dialect: Dialect, before: Option<&Metadata>) -> Vec<Change> {
    if dialect.capabilities().native_enums {
        return changes;
    }
    let mut known: BTreeSet<TableName> = BTreeSet::new();
    for change in &changes {
        match change {
            Change::CreateEnum { def } => known.insert(def.name.clone()),
            Change::AlterEnum { after, .. } => known.insert(after.name.clone()),
            Change::RenameEnum { after, .. } => known.insert(after.clone()),
            Change::RenameEnumLabel { name, .. } => known.insert(name.clone()),
            _ => continue,
        };
    }
    if let Some(before) = before {
        let columns = before.tables().flat_map(|table| table.columns.iter());
        let of_columns = columns.filter_map(|column| step::enum_of(&column.sql_type));
        known.extend(before.enums().chain(of_columns).map(|def| def.name.clone()));
    }
    let mut all = Vec::with_capacity(changes.len());
    for change in changes {
        for def in brought(&change) {
            if known.insert(def.name.clone()) {
                all.push(Change::CreateEnum { def });
            }
        }
        all.push(change);
    }
    all
}

/// The enums of columns that a change makes.
fn brought(change: &Change) -> Vec<EnumDef> {
    let of = |sql_type| step::enum_of(sql_type).cloned();
    match change {
        Change::CreateTable { table } => table.enums().into_iter().cloned().collect(),
        Change::AddColumn { column, .. } => of(&column.sql_type).into_iter().collect(),
        // One enum in the place of another is a change of its labels.
        Change::AlterColumn { before, after, .. } if of(&before.sql_type).is_none() => {
            of(&after.sql_type).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn head(comparison: &Comparison, is_marked: bool) -> Vec<Section> {
    let mut head = Vec::new();
    let mut list = |title: String, items: Vec<String>| {
        if !items.is_empty() {
            head.push(Section { title, items });
        }
    };
    let texts = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>();
    let found = texts(&mut comparison.changes.iter().map(ToString::to_string));
    list(format!("Found by comparing the models with a database ({}):", comparison.dialect), found);
    let skipped = texts(&mut comparison.skipped.iter().map(ToString::to_string));
    list("Not compared:".to_owned(), skipped);
    let flaws = texts(&mut comparison.flaws.iter().map(ToString::to_string));
    list("Broken in the database, and not mended here:".to_owned(), flaws);
    if is_marked {
        let text = "Lines that begin with `// !!` stand above steps that destroy data, that rows \
                    can make fail, or that keep writers waiting: look at these first.";
        head.push(Section { title: text.to_owned(), items: Vec::new() });
    }
    head
}
