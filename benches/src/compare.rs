//! Figure: comparing two schemas in memory, where nothing differs.
//!
//! Never touches a database: one side is written as a database answers, with a name for everything.

use crate::contest::{Contest, Milliseconds};
use crate::tables::{self, Shape};
use crate::{Failure, Settings};
use fsm_core::{
    CompareOptions, Comparison, Dialect, IdentityDef, Metadata, NamingConvention, TableDef, Verdict,
};
use std::hint::black_box;
use std::time::Instant;

/// How long comparing so many tables may take, in milliseconds.
const BARS: [(usize, u128); 2] = [(1_000, 5), (10_000, 60)];

/// Measures on every dialect.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    println!("comparing in memory, 12 columns a table, nothing differs, median");
    for (count, bar) in BARS {
        let count = if settings.quick { count / 100 } else { count };
        let models = tables::metadata(count, Shape::Mixed);
        let again = tables::metadata(count, Shape::Mixed);
        let names = ["SQLite", "PostgreSQL", "MySQL/MariaDB", "two equal models"];
        let mut steps = Contest::new(names);
        let rounds = settings.rounds.unwrap_or(if settings.quick { 1 } else { 15 });
        let options = CompareOptions::new();
        let read: Vec<Metadata> =
            Dialect::ALL.iter().map(|dialect| as_read(&models, *dialect)).collect();
        for _ in 0..rounds {
            for (at, &dialect) in Dialect::ALL.iter().enumerate() {
                let start = Instant::now();
                let found = black_box(Comparison::between(&read[at], &models, dialect, &options));
                steps.record(at, start.elapsed());
                if found.verdict() != Verdict::Equal {
                    return Err(format!("not equal: {found}").into());
                }
            }
            let start = Instant::now();
            let found = Comparison::between(&again, &models, Dialect::Postgres, &options);
            black_box(&found);
            steps.record(Dialect::ALL.len(), start.elapsed());
        }
        for (at, name) in names.into_iter().enumerate() {
            let median = steps.median(at);
            let met = if median.as_millis() < bar { "met" } else { "missed" };
            println!(
                "  {count} tables, {name:16}  {} ms, bar {bar} ms: {met}",
                Milliseconds(median)
            );
        }
    }
    Ok(())
}

/// The tables as a database answers with them: every name is there.
fn as_read(models: &Metadata, dialect: Dialect) -> Metadata {
    let naming = NamingConvention::default();
    models.tables().map(|table| named(table, dialect, &naming)).collect()
}

fn named(table: &TableDef, dialect: Dialect, naming: &NamingConvention) -> TableDef {
    let limit = dialect.capabilities().name_limit;
    let mut table = table.clone();
    let name = table.name.clone();
    if let Some(key) = &mut table.primary_key {
        key.name = Some(naming.primary_key(&name, key, limit).into());
    }
    for unique in table.uniques.to_mut() {
        unique.name = Some(naming.unique(&name, unique, limit).into());
    }
    for key in table.foreign_keys.to_mut() {
        key.name = Some(naming.foreign_key(&name, key, limit).into());
    }
    for index in table.indexes.to_mut() {
        index.name = Some(naming.index(&name, index, limit).into());
    }
    if dialect == Dialect::Postgres
        && let Some(id) = table.columns.to_mut().first_mut()
    {
        id.identity = Some(IdentityDef::NEW);
    }
    table
}
