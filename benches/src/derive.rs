//! Figure: what deriving `Table` adds to `cargo check` and `cargo build`, beside what
//! `sqlx::FromRow` adds, for models that say little and models that say much.
//!
//! Never looks at what the derived code does.

use crate::contest::{Contest, Milliseconds};
use crate::generated::{Generated, Package};
use crate::{Failure, Settings};
use std::fmt::Write;
use std::time::Duration;

/// How much the attributes say; each says what those before it say as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Attributes {
    No,
    PrimaryKey,
    ForeignKey,
    All,
}

impl Attributes {
    const EACH: [Self; 4] = [Self::No, Self::PrimaryKey, Self::ForeignKey, Self::All];

    fn name(self) -> &'static str {
        match self {
            Self::No => "no attribute",
            Self::PrimaryKey => "a primary key",
            Self::ForeignKey => "a primary and a foreign key",
            Self::All => "every attribute",
        }
    }
}

/// The structs as they are, with `FromRow`, and for each set of attributes with `Table` and with
/// both.
#[derive(Clone, Copy, Debug)]
struct Variant {
    from_row: bool,
    table: Option<Attributes>,
}

/// Every variant, and where the two stand that the others are compared with.
fn variants() -> Vec<Variant> {
    let mut variants =
        vec![Variant { from_row: false, table: None }, Variant { from_row: true, table: None }];
    for attributes in Attributes::EACH {
        variants.push(Variant { from_row: false, table: Some(attributes) });
        variants.push(Variant { from_row: true, table: Some(attributes) });
    }
    variants
}
const PLAIN: usize = 0;
const FROM_ROW: usize = 1;

impl Variant {
    fn name(self) -> String {
        match (self.from_row, self.table) {
            (false, None) => "plain".to_owned(),
            (true, None) => "FromRow".to_owned(),
            (false, Some(attributes)) => format!("Table, {}", attributes.name()),
            (true, Some(attributes)) => format!("both, {}", attributes.name()),
        }
    }

    fn derives(self) -> &'static str {
        match (self.from_row, self.table.is_some()) {
            (false, false) => "",
            (true, false) => "#[derive(sqlx::FromRow)]\n",
            (false, true) => "#[derive(fsm_core::Table)]\n",
            (true, true) => "#[derive(sqlx::FromRow, fsm_core::Table)]\n",
        }
    }
}

/// Twelve fields of mixed types, and what is said of each by whom.
const FIELDS: [(Attributes, &str, &str); 12] = [
    (Attributes::PrimaryKey, "primary_key", "id: i64"),
    (
        Attributes::ForeignKey,
        "references = PARENT::id, on_delete = \"cascade\"",
        "parent_id: Option<i64>",
    ),
    (Attributes::All, "length = 64, unique", "slug: String"),
    (Attributes::All, "length = 200", "title: String"),
    (Attributes::All, "length = 255, index", "email: Option<String>"),
    (Attributes::No, "", "note: Option<String>"),
    (Attributes::All, "default = true", "active: bool"),
    (Attributes::All, "default = 0", "position: i32"),
    (Attributes::No, "", "score: Option<f64>"),
    (Attributes::No, "", "payload: Option<Vec<u8>>"),
    (Attributes::No, "", "born_on: Option<chrono::NaiveDate>"),
    (Attributes::No, "", "created_at: chrono::NaiveDateTime"),
];

/// What cargo is told to do, and what the figures call it.
struct Work {
    command: &'static str,
    incremental: bool,
    name: &'static str,
}

const WORK: [Work; 3] = [
    Work { command: "check", incremental: false, name: "cargo check, from scratch" },
    Work { command: "check", incremental: true, name: "cargo check, incremental, after an edit" },
    Work { command: "build", incremental: false, name: "cargo build, from scratch" },
];

/// Measures each kind of work.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let (models, rounds) = if settings.quick { (10, 1) } else { (300, 9) };
    let rounds = settings.rounds.unwrap_or(rounds);
    let variants = variants();
    let mut packages = Vec::new();
    for (at, variant) in variants.iter().enumerate() {
        packages.push(Package {
            name: format!("models_{at}"),
            path: "src/lib.rs",
            source: source(models, *variant)?,
        });
    }
    let generated = Generated::create("derive", &packages)?;
    println!("{models} models of 12 columns, {rounds} rounds, median");
    for work in &WORK {
        // Once for the dependencies, unmeasured.
        generated.cargo(&[work.command, "--workspace"], work.incremental)?;
        let mut contest = Contest::new(variants.iter().map(|variant| variant.name()));
        for round in 0..rounds {
            for (at, package) in packages.iter().enumerate() {
                let mut changed = package.clone();
                writeln!(changed.source, "pub const ROUND: u32 = {round};")?;
                generated.write(&changed)?;
                let arguments = [work.command, "--package", &package.name];
                let (_, time) = generated.cargo(&arguments, work.incremental)?;
                contest.record(at, time);
            }
        }
        print(work, &contest, models);
    }
    Ok(())
}

fn print(work: &Work, contest: &Contest, models: u32) {
    println!("\n{}:", work.name);
    contest.print(PLAIN);
    let over =
        |with: usize, without: usize| contest.median(with).saturating_sub(contest.median(without));
    let from_row = over(FROM_ROW, PLAIN);
    let added = |what: &str, added: Duration| {
        println!(
            "  {what} adds {} ms, {} ms a model, {:.2} times what FromRow adds",
            Milliseconds(added),
            Milliseconds(added / models),
            added.as_secs_f64() / from_row.as_secs_f64(),
        );
    };
    added("FromRow", from_row);
    for (at, attributes) in Attributes::EACH.into_iter().enumerate() {
        let (table, both) = (2 + 2 * at, 3 + 2 * at);
        added(&format!("Table with {}", attributes.name()), over(table, PLAIN));
        added("  beside FromRow, it", over(both, FROM_ROW));
    }
}

fn source(models: u32, variant: Variant) -> Result<String, std::fmt::Error> {
    let mut source = "//! Models.\n".to_owned();
    for at in 0..models {
        source.push_str(variant.derives());
        match variant.table {
            Some(Attributes::All) => writeln!(
                source,
                "#[table(name = \"orders_{at:03}\", index(columns(active, created_at desc)))]"
            )?,
            Some(_) => writeln!(source, "#[table(name = \"orders_{at:03}\")]")?,
            None => {}
        }
        writeln!(source, "pub struct Order{at} {{")?;
        for (from, attribute, field) in FIELDS {
            if !attribute.is_empty() && variant.table.is_some_and(|given| given >= from) {
                let parent = format!("Order{}", if at % 10 == 0 { at } else { at - 1 });
                writeln!(source, "    #[column({})]", attribute.replace("PARENT", &parent))?;
            }
            writeln!(source, "    pub {field},")?;
        }
        source.push_str("}\n");
    }
    Ok(source)
}
