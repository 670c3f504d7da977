//! Revisions of mixed steps, made from a number: what a run is killed in the middle of.
//!
//! What changes rows shows if it was done twice.

use fsm_core::Metadata;
use fsm_core::SqlType;
use fsm_migrate::graph::Revision;
use fsm_migrate::op::{Connection, Operations, Value, col, desc};
use fsm_migrate::{Migrator, Revisions, Script};

/// One step of a revision.
#[derive(Clone, Debug)]
enum Step {
    Create(usize),
    AddColumn(usize, usize),
    Widen(usize, usize, u32),
    Index(usize, usize, bool),
    Insert(usize, i64),
    Count(usize),
    Code(usize),
    Rename(usize, usize),
    DropColumn(usize, usize),
    Unique(usize),
}

/// How many revisions there are.
pub const REVISIONS: usize = 4;

/// A migrator of the revisions that the number makes.
///
/// # Panics
/// If they do not fit together.
#[must_use]
pub fn mixed(seed: u64) -> Migrator {
    let scripts = steps(seed).into_iter().enumerate().map(|(at, steps)| {
        let id = format!("r{at:03}");
        let before: Vec<String> =
            at.checked_sub(1).map(|at| format!("r{at:03}")).into_iter().collect();
        let (up, down) = (steps.clone(), steps);
        Script::new(
            Revision::new(id).down_revision(before),
            move |op| up.iter().for_each(|step| step.upgrade(op)),
            move |op| down.iter().rev().for_each(|step| step.downgrade(op)),
        )
    });
    let revisions = Revisions::new(scripts).expect("the revisions fit together");
    Migrator::new(Metadata::new()).with_revisions(revisions)
}

/// The steps of each revision.
fn steps(seed: u64) -> Vec<Vec<Step>> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    // The columns of each table, and how many it ever had; rows are numbered over all tables.
    let mut tables: Vec<(Vec<usize>, usize, bool)> = Vec::new();
    let mut row = 0;
    (0..REVISIONS)
        .map(|_| {
            let count = 1 + random.below(20);
            let mut steps = Vec::new();
            for _ in 0..count {
                let kind = random.below(10);
                if tables.is_empty() || kind == 0 {
                    steps.push(Step::Create(tables.len()));
                    tables.push((vec![0], 1, false));
                    continue;
                }
                let at = random.below(tables.len());
                let (columns, ever, has_unique) = &mut tables[at];
                let column = columns[random.below(columns.len())];
                let step = match kind {
                    1 | 2 => {
                        columns.push(*ever);
                        *ever += 1;
                        Step::AddColumn(at, *ever - 1)
                    }
                    3 => Step::Widen(at, column, 60 + u32::try_from(random.below(20)).unwrap_or(0)),
                    4 => {
                        // Each index is of a column of its own, which stays.
                        let new = *ever;
                        *ever += 1;
                        steps.push(Step::AddColumn(at, new));
                        Step::Index(at, new, random.below(2) == 0)
                    }
                    5 => {
                        row += 1;
                        Step::Insert(at, row)
                    }
                    7 => Step::Code(at),
                    8 if columns.len() > 1 => {
                        columns.retain(|other| *other != column);
                        if random.below(2) == 0 {
                            Step::Rename(at, column)
                        } else {
                            Step::DropColumn(at, column)
                        }
                    }
                    9 if !*has_unique => {
                        *has_unique = true;
                        Step::Unique(at)
                    }
                    _ => Step::Count(at),
                };
                steps.push(step);
            }
            steps
        })
        .collect()
}

impl Step {
    fn upgrade(&self, op: &mut Operations) {
        match self {
            Self::Create(at) => op.create_table(&*table(*at), |t| {
                t.column("id", SqlType::BigInteger).primary_key();
                t.column("counter", SqlType::BigInteger).not_null().default(0);
                t.column("c0", SqlType::String(50));
            }),
            Self::AddColumn(at, column) => {
                op.add_column(&*table(*at), name(*column), SqlType::String(50)).default("é'\\");
            }
            Self::Widen(at, column, length) => {
                op.alter_column(&*table(*at), name(*column)).type_(SqlType::String(*length));
            }
            Self::Index(at, column, concurrently) => {
                let columns = [desc(name(*column)), col("counter")];
                let index = op.create_index(index(*at, *column), &*table(*at), columns);
                if *concurrently {
                    index.concurrently();
                }
            }
            Self::Insert(at, row) => {
                op.bulk_insert(&*table(*at), ["id"], [[Value::from(*row)]]);
            }
            Self::Count(at) => {
                op.execute(format!("UPDATE {} SET counter = counter + 1", table(*at)));
            }
            Self::Code(at) => {
                let sql = format!("UPDATE {} SET counter = counter * 2 + 1", table(*at));
                op.run("count", move |connection| {
                    let sql = sqlx::AssertSqlSafe(sql.clone());
                    Box::pin(async move {
                        match connection {
                            Connection::Sqlite(on) => {
                                sqlx::query(sql).execute(on).await?;
                            }
                            Connection::Postgres(on) => {
                                sqlx::query(sql).execute(on).await?;
                            }
                            Connection::Mysql(on) => {
                                sqlx::query(sql).execute(on).await?;
                            }
                            _ => {}
                        }
                        Ok(())
                    })
                });
            }
            Self::Rename(at, column) => {
                op.rename_column(&*table(*at), name(*column), format!("renamed_{column}"));
            }
            Self::DropColumn(at, column) => {
                op.drop_column(&*table(*at), name(*column));
            }
            Self::Unique(at) => {
                let table = table(*at);
                op.create_unique_constraint(format!("uq_{table}"), &*table, ["id", "counter"]);
            }
        }
    }

    fn downgrade(&self, op: &mut Operations) {
        match self {
            Self::Create(at) => {
                op.drop_table(&*table(*at));
            }
            Self::AddColumn(at, column) => {
                op.drop_column(&*table(*at), name(*column));
            }
            Self::Widen(at, column, _) => {
                op.alter_column(&*table(*at), name(*column)).type_(SqlType::String(80));
            }
            Self::Index(at, column, _) => {
                op.drop_index(index(*at, *column), &*table(*at));
            }
            Self::Insert(at, row) => {
                op.execute(format!("DELETE FROM {} WHERE id = {row}", table(*at)));
            }
            Self::Count(at) | Self::Code(at) => {
                op.execute(format!("UPDATE {} SET counter = counter - 1", table(*at)));
            }
            Self::Rename(at, column) => {
                op.rename_column(&*table(*at), format!("renamed_{column}"), name(*column));
            }
            Self::DropColumn(at, column) => {
                op.add_column(&*table(*at), name(*column), SqlType::String(80));
            }
            Self::Unique(at) => {
                let table = table(*at);
                let kind = fsm_core::change::ConstraintKind::Unique;
                op.drop_constraint(format!("uq_{table}"), &*table, kind);
            }
        }
    }
}

fn table(at: usize) -> String {
    format!("t{at}")
}

fn name(column: usize) -> String {
    format!("c{column}")
}

fn index(at: usize, column: usize) -> String {
    format!("ix_t{at}_c{column}")
}

/// Marsaglia's xorshift: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}
