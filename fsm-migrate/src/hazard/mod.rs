//! What a change does that its author should look at first: data that is lost, rows that refuse
//! it, writers that wait.
//! It never asks a database: a table that stands is taken to have rows.

mod column;
mod narrowing;

pub(crate) use column::has_default;

use fsm_core::change::Change;
use fsm_core::{Dialect, EnumDef, IndexDef, Str, TableOptions};
use std::fmt;

/// Something about a change that its author should look at first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Hazard {
    /// What it does.
    pub kind: HazardKind,
    /// Why, in a sentence's words: `drops the column `age` and what it holds`.
    pub text: String,
}

/// What a hazard does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum HazardKind {
    /// Data is gone afterwards, and undoing the change does not bring it back.
    DestroysData,
    /// Rows that are there can make it fail.
    CanFail,
    /// Whoever writes to the table waits for as long as the change takes, which is longer the more
    /// rows there are.
    BlocksWriters,
}

impl fmt::Display for HazardKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DestroysData => "destroys data",
            Self::CanFail => "can fail",
            Self::BlocksWriters => "blocks writers",
        })
    }
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.text)
    }
}

/// The hazards of a change on a dialect, in an order that does not change.
///
/// Of SQLite none says that writers wait: there every transaction that writes keeps out all others.
/// What is said of locks is of PostgreSQL's `ALTER TABLE` and `CREATE INDEX` (manual, 13.3 Explicit
/// Locking) and of InnoDB's online DDL (MySQL manual, 17.12.1).
///
/// ```
/// use fsm_core::change::Change;
/// use fsm_core::{ColumnDef, Dialect, SqlType};
/// use fsm_migrate::hazard::{HazardKind, hazards};
///
/// let column = ColumnDef::new("age", SqlType::Integer);
/// let change = Change::DropColumn { table: "users".into(), column };
/// let found = hazards(&change, Dialect::Postgres);
/// assert_eq!(found[0].kind, HazardKind::DestroysData);
/// ```
#[must_use]
pub fn hazards(change: &Change, dialect: Dialect) -> Vec<Hazard> {
    let mut found = Found { dialect, list: Vec::new() };
    found.of(change);
    found.list
}

struct Found {
    dialect: Dialect,
    list: Vec<Hazard>,
}

impl Found {
    fn push(&mut self, kind: HazardKind, text: impl Into<String>) {
        self.list.push(Hazard { kind, text: text.into() });
    }

    fn destroys(&mut self, text: impl Into<String>) {
        self.push(HazardKind::DestroysData, text);
    }

    fn can_fail(&mut self, text: impl Into<String>) {
        self.push(HazardKind::CanFail, text);
    }

    /// Says why on the dialects that are named.
    fn blocks(&mut self, why: &[(Dialect, &str)]) {
        let said = why.iter().find(|(dialect, _)| *dialect == self.dialect);
        if let Some((_, text)) = said {
            self.push(HazardKind::BlocksWriters, *text);
        }
    }

    fn of(&mut self, change: &Change) {
        use Dialect::{Mysql, Postgres};
        let made_on =
            |dialects: &[Dialect]| dialects.is_empty() || dialects.contains(&self.dialect);
        match change {
            // There a schema is a database, and goes with all that is in it.
            Change::DropSchema { schema } if self.dialect == Mysql => {
                self.destroys(format!("drops the schema `{schema}` and everything in it"));
            }
            Change::DropSchema { schema } => {
                self.can_fail(format!("the schema `{schema}` has to be empty"));
            }
            Change::DropSequence { def } => {
                self.destroys(format!("drops the sequence `{}` and its last number", def.name));
            }
            Change::DropTable { table } => {
                self.destroys(format!("drops the table `{}` and its rows", table.name));
            }
            Change::AddColumn { column, .. } => self.added_column(column),
            Change::DropColumn { column, .. } if column.computed.is_none() => {
                self.destroys(format!("drops the column `{}` and what it holds", column.name));
            }
            Change::AlterColumn { before, after, .. } => self.altered_column(before, after),
            Change::AddPrimaryKey { primary_key, .. } => {
                let columns = listed(&primary_key.columns);
                self.can_fail(format!("two rows that are there may have the same {columns}"));
                self.blocks(&[(Postgres, "builds the key's index, which reads all rows")]);
            }
            Change::DropPrimaryKey { .. } => {
                self.blocks(&[(Mysql, "makes the table anew, because its rows stand in the key")]);
            }
            Change::AddUnique { unique, .. } if made_on(&unique.dialects) => {
                let columns = listed(&unique.columns);
                self.can_fail(format!("two rows that are there may have the same {columns}"));
                self.blocks(&[(Postgres, "builds the constraint's index, which reads all rows")]);
            }
            Change::AddCheck { check, .. }
                if made_on(&check.dialects) && check.expression.text(self.dialect).is_some() =>
            {
                self.can_fail("rows that are there may break the check");
                self.blocks(&[
                    (Postgres, "reads all rows to see whether they keep the check"),
                    (Mysql, "copies the table to see whether its rows keep the check"),
                ]);
            }
            Change::AddForeignKey { foreign_key, .. } => {
                let parent = &foreign_key.referred_table;
                self.can_fail(format!(
                    "rows that are there may refer to rows of `{parent}` that are not"
                ));
                let text = format!("reads all rows, and `{parent}` cannot be written meanwhile");
                self.blocks(&[
                    (Postgres, &*text),
                    (Mysql, "copies the table to see what its rows refer to"),
                ]);
            }
            Change::CreateIndex { index, .. } if made_on(&index.dialects) => {
                self.created_index(index);
            }
            Change::AlterEnum { before, after, columns } => {
                self.altered_enum(before, after, !columns.is_empty());
            }
            Change::RenameEnumLabel { columns, .. } if !columns.is_empty() => {
                self.blocks(&[(Mysql, "copies the tables to give their rows the new label")]);
            }
            Change::SetTableOptions { before, after, .. } => self.options(before, after),
            _ => {}
        }
    }

    fn created_index(&mut self, index: &IndexDef) {
        if index.unique {
            let only = if index.predicate.is_some() { " among those in it" } else { "" };
            self.can_fail(format!("two rows that are there may be equal in it{only}"));
        }
        let method = index.method.as_ref().and_then(|method| method.text(self.dialect));
        match self.dialect {
            Dialect::Postgres => self.push(
                HazardKind::BlocksWriters,
                "until the index is built; with `.concurrently()` it is built beside them, outside \
                 of the transaction",
            ),
            Dialect::Mysql
                if method.is_some_and(|method| !method.eq_ignore_ascii_case("btree")) =>
            {
                self.push(HazardKind::BlocksWriters, "until the index is built");
            }
            _ => {}
        }
    }

    fn altered_enum(&mut self, before: &EnumDef, after: &EnumDef, stands: bool) {
        let gone: Vec<Str> =
            before.labels.iter().filter(|label| !after.labels.contains(label)).cloned().collect();
        if !gone.is_empty() {
            let labels = listed(&gone);
            self.can_fail(format!("rows that are there may hold {labels}, which goes"));
        }
        let mut kept = after.labels.iter().filter(|label| before.labels.contains(label));
        let in_place = before.labels.iter().all(|label| kept.next() == Some(label));
        let at_the_end = after.labels.starts_with(&before.labels);
        if stands && !in_place {
            let text =
                "puts a new type under every column that has it, which writes the tables anew";
            self.blocks(&[(Dialect::Postgres, text)]);
        }
        if stands && !at_the_end {
            let text = "copies the tables whose columns have it";
            self.blocks(&[(Dialect::Mysql, text)]);
        }
    }

    fn options(&mut self, before: &TableOptions, after: &TableOptions) {
        match self.dialect {
            Dialect::Sqlite => {
                if after.sqlite.strict && !before.sqlite.strict {
                    self.can_fail("rows that are there may hold values of other types");
                }
                if after.sqlite.without_rowid && !before.sqlite.without_rowid {
                    self.can_fail("rows that are there may have `NULL` in their key");
                }
            }
            Dialect::Postgres
                if before.postgres.unlogged != after.postgres.unlogged
                    || before.postgres.tablespace != after.postgres.tablespace =>
            {
                self.push(HazardKind::BlocksWriters, "writes the table anew");
            }
            Dialect::Mysql => {
                if before.mysql != after.mysql {
                    self.push(HazardKind::BlocksWriters, "copies the table");
                }
                if before.mysql.charset != after.mysql.charset
                    || before.mysql.collation != after.mysql.collation
                {
                    self.can_fail(
                        "texts that are there may not fit the character set, or be equal in it",
                    );
                }
            }
            _ => {}
        }
    }
}

/// `` `a` `` or `` `a`, `b` ``.
fn listed(names: &[Str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
