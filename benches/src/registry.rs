//! Figure: from the linked program's registry to sorted metadata.
//!
//! Generates the program, because a registry's size is fixed when a program is linked.

use crate::contest::{Contest, Milliseconds};
use crate::generated::{Generated, Package};
use crate::tables::{self, Shape};
use crate::{Failure, Settings};
use std::fmt::Write;
use std::time::Duration;

/// Builds and runs one program a size.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let counts: &[usize] = if settings.quick { &[10] } else { &[1_000, 10_000] };
    println!("registry: `metadata()` and `sorted_tables()` in a program of so many tables, median");
    for &count in counts {
        let package = Package {
            name: format!("registry_{count}"),
            path: "src/main.rs",
            source: program(count, if settings.quick { 1 } else { 15 })?,
        };
        let generated = Generated::create("registry", std::slice::from_ref(&package))?;
        let (output, built) = generated.cargo(&["run", "--release"], false)?;
        let mut contest = Contest::new(["build", "sort", "both"]);
        for line in String::from_utf8(output.stdout)?.lines() {
            let nanoseconds: Result<Vec<u64>, _> = line.split(' ').map(str::parse).collect();
            let &[build, sort] = &*nanoseconds? else { return Err("two numbers a line".into()) };
            for (at, time) in [build, sort, build + sort].into_iter().enumerate() {
                contest.record(at, Duration::from_nanos(time));
            }
        }
        println!("  {count} tables (compiled and run in {} s)", built.as_secs());
        for at in 0..3 {
            println!("    {:5}  {:>8} ms", contest.name(at), Milliseconds(contest.median(at)));
        }
    }
    Ok(())
}

/// What the derive leaves in a program for each table, and a `main` that measures.
fn program(count: usize, rounds: usize) -> Result<String, Failure> {
    let mut source =
        format!("{HEAD}const COUNT: usize = {count};\nconst ROUNDS: usize = {rounds};\n");
    for at in tables::shuffled(count) {
        let parent = tables::name(Shape::Mixed.parent(at, count));
        writeln!(source, "table!(T{at}, K{at}, {:?}, {parent:?});", tables::name(at))?;
    }
    Ok(source)
}

const HEAD: &str = r#"//! Registers tables and measures how long it takes to collect them.
#![allow(non_upper_case_globals)]
use fsm_core::{__private::{Cow, DEFAULT_SET, Registration, Str, inventory}, *};
use std::time::Instant;

static COLUMNS: &[ColumnDef] = &[
    ColumnDef::from_const("id", SqlType::BigInteger, false),
    ColumnDef::from_const("parent_id", SqlType::BigInteger, true),
    ColumnDef::from_const("slug", SqlType::String(64), false),
    ColumnDef::from_const("title", SqlType::String(200), false),
    ColumnDef::from_const("email", SqlType::String(255), true),
    ColumnDef::from_const("note", SqlType::Text, true),
    ColumnDef::from_const("active", SqlType::Boolean, false),
    ColumnDef::from_const("position", SqlType::Integer, false),
    ColumnDef::from_const("score", SqlType::Double, true),
    ColumnDef::from_const("payload", SqlType::LargeBinary, true),
    ColumnDef::from_const("born_on", SqlType::Date, true),
    ColumnDef::from_const("created_at", SqlType::DateTime, false),
];
static ID: &[Str] = &[Cow::Borrowed("id")];
static PARENT_ID: &[Str] = &[Cow::Borrowed("parent_id")];

macro_rules! table {
    ($constant:ident, $keys:ident, $name:literal, $parent:literal) => {
        static $keys: &[ForeignKeyDef] = &[ForeignKeyDef::from_const(
            None, PARENT_ID, TableName::from_const(None, $parent), ID,
        )];
        static $constant: TableDef =
            TableDef::from_const(TableName::from_const(None, $name), COLUMNS)
                .const_foreign_keys(Cow::Borrowed($keys));
        inventory::submit! {
            Registration::new(&$constant, DEFAULT_SET, (module_path!(), file!(), line!()))
        }
    };
}

fn main() {
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let metadata = std::hint::black_box(metadata());
        let build = start.elapsed();
        let start = Instant::now();
        let sorted = std::hint::black_box(metadata.sorted_tables());
        let sort = start.elapsed();
        assert_eq!(sorted.tables.len(), COUNT);
        println!("{} {}", build.as_nanos(), sort.as_nanos());
    }
}
"#;
