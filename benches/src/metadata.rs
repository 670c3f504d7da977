//! Figure: building and sorting metadata in memory, at sizes that show the order of growth.
//!
//! Never touches a database.

use crate::contest::{Contest, Milliseconds};
use crate::tables::{self, Shape};
use crate::{Failure, Settings};
use fsm_core::change::creation;
use fsm_core::{Dialect, Metadata, TableDef};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What one size took, step by step.
struct Size {
    count: usize,
    steps: Contest,
}

/// One thing that is done to tables or to their metadata.
struct Step {
    name: &'static str,
    /// Whether it follows references, so that it is measured for every shape of them.
    walks: bool,
    time: fn(&[TableDef], &Metadata) -> Duration,
}

/// Everything that walks over all tables before the first statement is sent.
const STEPS: &[Step] = &[
    Step { name: "collect into metadata", walks: false, time: collect },
    Step { name: "sorted_tables", walks: true, time: |_, all| timed(|| all.sorted_tables()) },
    Step { name: "clone", walks: false, time: |_, all| timed(|| all.clone()) },
    Step { name: "with_schema", walks: true, time: with_schema },
    Step { name: "replace one", walks: true, time: replace },
    Step {
        name: "changes that create, SQLite",
        walks: true,
        time: |_, all| changes(all, Dialect::Sqlite),
    },
    Step {
        name: "changes that create, PostgreSQL",
        walks: true,
        time: |_, all| changes(all, Dialect::Postgres),
    },
    Step { name: "verify, SQLite", walks: false, time: |_, all| verify(all, Dialect::Sqlite) },
    Step {
        name: "verify, PostgreSQL",
        walks: false,
        time: |_, all| verify(all, Dialect::Postgres),
    },
    Step {
        name: "verify, MySQL/MariaDB",
        walks: false,
        time: |_, all| verify(all, Dialect::Mysql),
    },
    Step { name: "all SQL, SQLite", walks: false, time: |_, all| spell(all, Dialect::Sqlite) },
    Step {
        name: "all SQL, PostgreSQL",
        walks: false,
        time: |_, all| spell(all, Dialect::Postgres),
    },
    Step {
        name: "all SQL, MySQL/MariaDB",
        walks: false,
        time: |_, all| spell(all, Dialect::Mysql),
    },
];

/// Measures every step at every size, then the order-dependent ones for every shape.
#[expect(clippy::unnecessary_wraps, reason = "what every bench answers")]
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    println!("metadata: steps in memory, 12 columns a table, median");
    for shape in Shape::ALL {
        println!("\nreferences: {}", shape.name());
        let sizes: Vec<Size> =
            counts(settings).into_iter().map(|count| measure(count, shape, settings)).collect();
        print(&sizes, shape);
    }
    Ok(())
}

fn counts(settings: &Settings) -> Vec<usize> {
    if settings.quick { vec![10, 100] } else { vec![1_000, 10_000, 100_000] }
}

fn measure(count: usize, shape: Shape, settings: &Settings) -> Size {
    let definitions = tables::definitions(count, shape);
    let metadata = tables::metadata(count, shape);
    let mut steps = Contest::new(steps(shape).map(|step| step.name));
    let rounds = if settings.quick { 1 } else { (100_000 / count).clamp(3, 15) };
    for _ in 0..rounds {
        for (at, step) in self::steps(shape).enumerate() {
            steps.record(at, (step.time)(&definitions, &metadata));
        }
    }
    Size { count, steps }
}

fn steps(shape: Shape) -> impl Iterator<Item = &'static Step> {
    STEPS.iter().filter(move |step| shape == Shape::Mixed || step.walks)
}

fn print(sizes: &[Size], shape: Shape) {
    let width = STEPS.iter().map(|step| step.name.len()).max().unwrap_or(0);
    print!("  {:width$}", "");
    for size in sizes {
        print!("  {:>10} tables", size.count);
    }
    println!("  nanoseconds a table at each size");
    for (at, step) in steps(shape).enumerate() {
        print!("  {:width$}", step.name);
        for size in sizes {
            print!("  {:>14} ms", Milliseconds(size.steps.median(at)));
        }
        let each: Vec<String> = sizes
            .iter()
            .map(|size| (size.steps.median(at).as_nanos() / size.count as u128).to_string())
            .collect();
        println!("  {}", each.join(" / "));
    }
}

/// The time of `work`, without what it takes to throw its answer away.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let answer = black_box(work());
    let time = start.elapsed();
    drop(answer);
    time
}

fn collect(definitions: &[TableDef], _: &Metadata) -> Duration {
    let definitions = definitions.to_vec();
    timed(|| definitions.into_iter().collect::<Metadata>())
}

fn with_schema(_: &[TableDef], metadata: &Metadata) -> Duration {
    let metadata = metadata.clone();
    timed(|| metadata.with_schema("app"))
}

fn replace(definitions: &[TableDef], metadata: &Metadata) -> Duration {
    let mut metadata = metadata.clone();
    let (before, after) = (definitions[0].name.clone(), definitions[0].clone().renamed("renamed"));
    timed(move || {
        let replaced = metadata.replace(before, after).is_ok();
        (metadata, replaced)
    })
}

fn changes(metadata: &Metadata, dialect: Dialect) -> Duration {
    let can = dialect.capabilities();
    let tables: Vec<&TableDef> = metadata.tables().collect();
    timed(|| creation(&tables, can.native_enums, can.forward_references))
}

fn verify(metadata: &Metadata, dialect: Dialect) -> Duration {
    timed(|| metadata.verify(dialect))
}

fn spell(metadata: &Metadata, dialect: Dialect) -> Duration {
    let can = dialect.capabilities();
    let tables: Vec<&TableDef> = metadata.tables().collect();
    let changes = creation(&tables, can.native_enums, can.forward_references);
    timed(|| {
        let statements = changes.iter().flat_map(|change| dialect.spell(change, metadata.naming()));
        statements.map(|statement| statement.sql).collect::<Vec<String>>()
    })
}
