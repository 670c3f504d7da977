//! A revision's operations as parts: what is lowered together, and whether a transaction can hold it.
//! It never looks at a database.

use crate::ledger::digest;
use crate::op::{Operation, RunFunction, Value};
use fsm_core::{Dialect, Sql, Str, TableName};

/// What is lowered together.
#[derive(Clone, Debug)]
pub(crate) struct Part<'o> {
    pub(crate) what: What<'o>,
    /// Whether each statement commits by itself, because the author asked for it or because no
    /// transaction can hold it.
    pub(crate) alone: bool,
    /// What tells the part from another in the ledger.
    pub(crate) hash: String,
}

#[derive(Clone, Debug)]
pub(crate) enum What<'o> {
    /// Changes of the schema.
    Schema(Vec<&'o Operation>),
    /// A statement in the author's words.
    Execute(&'o Sql),
    /// New rows.
    Insert { table: &'o TableName, columns: &'o [Str], rows: &'o [Vec<Value>] },
    /// Rust code.
    Run { name: &'o Str, function: &'o RunFunction },
}

/// How a part is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mode {
    /// In a transaction.
    pub(crate) transaction: bool,
    /// While no foreign key acts (SQLite): tables may be made anew.
    pub(crate) without_foreign_keys: bool,
}

impl Part<'_> {
    /// How it is sent on that dialect.
    pub(crate) fn mode(&self, dialect: Dialect) -> Mode {
        let ddl_commits = !dialect.capabilities().transactional_ddl;
        let commits = match &self.what {
            What::Schema(_) => ddl_commits,
            What::Execute(sql) => ddl_commits && !is_of_rows(sql.text(dialect).unwrap_or_default()),
            What::Insert { .. } | What::Run { .. } => false,
        };
        Mode {
            transaction: !self.alone && !commits,
            without_foreign_keys: match &self.what {
                What::Schema(operations) => {
                    dialect == Dialect::Sqlite
                        && operations.iter().any(|one| !is_complete(one, dialect))
                }
                _ => false,
            },
        }
    }

    /// Whether it neither needs nor minds foreign keys that do not act.
    pub(crate) fn is_indifferent(&self, dialect: Dialect) -> bool {
        match &self.what {
            What::Schema(operations) => operations.iter().all(|one| is_complete(one, dialect)),
            _ => false,
        }
    }

    /// Whether nobody has to look at what stands to spell it.
    pub(crate) fn is_complete(&self, dialect: Dialect) -> bool {
        match &self.what {
            What::Schema(operations) => operations.iter().all(|one| is_complete(one, dialect)),
            _ => true,
        }
    }
}

/// Whether the operation can be spelled without a look at what stands.
fn is_complete(operation: &Operation, dialect: Dialect) -> bool {
    match operation {
        // Rows that refer to the table go along where foreign keys act.
        Operation::DropTable { .. } => dialect != Dialect::Sqlite,
        Operation::CreateIndex { if_not_exists, .. } => !if_not_exists,
        Operation::DropIndex { if_exists, .. } => !if_exists,
        other => other.is_complete(),
    }
}

/// The parts of operations, in their order.
pub(crate) fn split(operations: &[Operation], dialect: Dialect) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    collect(operations, dialect, false, &mut parts);
    parts
}

fn collect<'o>(
    operations: &'o [Operation],
    dialect: Dialect,
    alone: bool,
    parts: &mut Vec<Part<'o>>,
) {
    // Whether the next change of the schema goes with the last part.
    let mut open = false;
    for operation in operations {
        let concurrent = dialect == Dialect::Postgres && is_concurrent(operation);
        let what = match operation {
            Operation::AutocommitBlock(inner) => {
                collect(inner, dialect, true, parts);
                open = false;
                continue;
            }
            Operation::Execute { sql } => What::Execute(sql),
            Operation::BulkInsert { table, columns, rows } => What::Insert { table, columns, rows },
            Operation::Run { name, function } => What::Run { name, function },
            schema => {
                let together = open && !alone && !concurrent;
                if together
                    && let Some(Part { what: What::Schema(list), hash, .. }) = parts.last_mut()
                {
                    list.push(schema);
                    *hash = short(&format!("{hash}{schema:?}"));
                    continue;
                }
                What::Schema(vec![schema])
            }
        };
        open = matches!(what, What::Schema(_)) && !concurrent && !alone;
        let hash = short(&format!("{operation:?}"));
        parts.push(Part { what, alone: alone || concurrent, hash });
    }
}

fn is_concurrent(operation: &Operation) -> bool {
    matches!(
        operation,
        Operation::CreateIndex { concurrently: true, .. }
            | Operation::DropIndex { concurrently: true, .. }
    )
}

fn short(text: &str) -> String {
    digest(text)[..32].to_owned()
}

/// Whether a statement is about rows, so that MySQL does not commit at it.
fn is_of_rows(text: &str) -> bool {
    let word: String = text
        .trim_start_matches(|c: char| c.is_whitespace() || c == '(')
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    ["insert", "update", "delete", "replace", "select", "with", "do", "set", "values"]
        .contains(&&*word.to_ascii_lowercase())
}
