//! Figure: what deriving `Table` adds to `cargo check`, beside what `sqlx::FromRow` adds.
//!
//! Never looks at what the derived code does.

use crate::contest::{Contest, Milliseconds};
use crate::generated::{Generated, Package};
use crate::{Failure, Settings};
use std::fmt::Write;
use std::time::Duration;

/// The structs as they are, with the one derive, with the other, with both.
const VARIANTS: [(&str, &str); 4] = [
    ("plain", ""),
    ("from_row", "sqlx::FromRow"),
    ("table", "fsm_core::Table"),
    ("both", "sqlx::FromRow, fsm_core::Table"),
];

/// Twelve fields of mixed types; attributes only where `Table` is derived.
const FIELDS: [(&str, &str); 12] = [
    ("#[column(primary_key)]", "id: i64"),
    ("#[column(references = PARENT::id, on_delete = \"cascade\")]", "parent_id: Option<i64>"),
    ("#[column(length = 64, unique)]", "slug: String"),
    ("#[column(length = 200)]", "title: String"),
    ("#[column(length = 255, index)]", "email: Option<String>"),
    ("", "note: Option<String>"),
    ("#[column(default = true)]", "active: bool"),
    ("#[column(default = 0)]", "position: i32"),
    ("", "score: Option<f64>"),
    ("", "payload: Option<Vec<u8>>"),
    ("", "born_on: Option<chrono::NaiveDate>"),
    ("", "created_at: chrono::NaiveDateTime"),
];

/// Measures both kinds of check.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let (models, rounds) = if settings.quick { (10, 1) } else { (300, 9) };
    let rounds = settings.rounds.unwrap_or(rounds);
    let mut packages = Vec::new();
    for (name, derives) in VARIANTS {
        packages.push(Package {
            name: format!("models_{name}"),
            path: "src/lib.rs",
            source: source(models, derives)?,
        });
    }
    let generated = Generated::create("derive", &packages)?;
    for incremental in [false, true] {
        // Once for the dependencies, unmeasured.
        generated.cargo(&["check", "--workspace"], incremental)?;
        let mut contest = Contest::new(VARIANTS.map(|(name, _)| name));
        for round in 0..rounds {
            for (at, package) in packages.iter().enumerate() {
                let mut changed = package.clone();
                writeln!(changed.source, "pub const ROUND: u32 = {round};")?;
                generated.write(&changed)?;
                let (_, time) =
                    generated.cargo(&["check", "--package", &package.name], incremental)?;
                contest.record(at, time);
            }
        }
        print(&contest, models, incremental);
    }
    Ok(())
}

fn print(contest: &Contest, models: u32, incremental: bool) {
    let kind = if incremental { "incremental, after an edit" } else { "from scratch" };
    println!("cargo check of {models} models of 12 columns, {kind}:");
    contest.print(0);
    let [plain, from_row, table, both] = [0, 1, 2, 3].map(|at| contest.median(at));
    let added = |what: &str, with: Duration, without: Duration| {
        let (added, beside) = (with.saturating_sub(without), from_row.saturating_sub(plain));
        println!(
            "  {what} {} ms, {} ms a model, {:.2} times what FromRow adds",
            Milliseconds(added),
            Milliseconds(added / models),
            added.as_secs_f64() / beside.as_secs_f64(),
        );
    };
    added("FromRow adds", from_row, plain);
    added("Table adds", table, plain);
    added("Table beside FromRow adds", both, from_row);
}

fn source(models: u32, derives: &str) -> Result<String, std::fmt::Error> {
    let of_table = derives.contains("Table");
    let mut source = "//! Models.\n".to_owned();
    for at in 0..models {
        if !derives.is_empty() {
            writeln!(source, "#[derive({derives})]")?;
        }
        if of_table {
            let index = "index(columns(active, created_at desc))";
            writeln!(source, "#[table(name = \"orders_{at:03}\", {index})]")?;
        }
        writeln!(source, "pub struct Order{at} {{")?;
        for (attribute, field) in FIELDS {
            if of_table && !attribute.is_empty() {
                let parent = format!("Order{}", if at % 10 == 0 { at } else { at - 1 });
                writeln!(source, "    {}", attribute.replace("PARENT", &parent))?;
            }
            writeln!(source, "    pub {field},")?;
        }
        source.push_str("}\n");
    }
    Ok(source)
}
