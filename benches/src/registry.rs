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
        let (output, compiled) = generated.cargo(&["run", "--release"], false)?;
        let mut contest = Contest::new(["build", "sort", "both"]);
        for line in String::from_utf8(output.stdout)?.lines() {
            let nanoseconds: Result<Vec<u64>, _> = line.split(' ').map(str::parse).collect();
            let &[build, sort] = &*nanoseconds? else { return Err("two numbers a line".into()) };
            for (at, time) in [build, sort, build + sort].into_iter().enumerate() {
                contest.record(at, Duration::from_nanos(time));
            }
        }
        println!("  {count} tables (compiled and run in {} s)", compiled.as_secs());
        for at in 0..3 {
            println!("    {:5}  {:>8} ms", contest.name(at), Milliseconds(contest.median(at)));
        }
    }
    Ok(())
}

/// Structs that derive, and a `main` that measures.
///
/// Two columns a table: the registry holds a pointer to each, so their number does not count.
fn program(count: usize, rounds: usize) -> Result<String, Failure> {
    let mut source = HEAD.to_owned();
    writeln!(source, "const COUNT: usize = {count};\nconst ROUNDS: usize = {rounds};")?;
    for at in tables::shuffled(count) {
        let parent = tables::name(Shape::Mixed.parent(at, count));
        writeln!(source, "table!(T{at}, {:?}, \"{parent}.id\");", tables::name(at))?;
    }
    Ok(source)
}

const HEAD: &str = r#"//! Registers tables and measures how long it takes to collect them.
#![allow(dead_code)]
use std::time::Instant;

macro_rules! table {
    ($ident:ident, $name:literal, $parent:literal) => {
        #[derive(fsm_core::Table)]
        #[table(name = $name)]
        struct $ident {
            #[column(primary_key)]
            id: i64,
            #[column(references = $parent)]
            parent_id: Option<i64>,
        }
    };
}

fn main() {
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let metadata = std::hint::black_box(fsm_core::metadata());
        let build = start.elapsed();
        let start = Instant::now();
        let sorted = std::hint::black_box(metadata.sorted_tables());
        let sort = start.elapsed();
        assert_eq!(sorted.tables.len(), COUNT);
        println!("{} {}", build.as_nanos(), sort.as_nanos());
    }
}
"#;
