//! The law of rendered revisions: compiled, they come to the changes that they were made of, and
//! back. `FSM_RENDERING_SEEDS=200` takes more random schemas.

#![allow(
    dead_code,
    clippy::assigning_clones,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::match_same_arms,
    clippy::needless_for_each,
    clippy::nonminimal_bool,
    clippy::struct_field_names,
    clippy::too_many_lines,
    clippy::unnecessary_wraps,
    reason = "the generators are those of the laws of reading"
)]

#[path = "../reading/draw.rs"]
mod draw;
#[path = "../reading/expression.rs"]
mod expression;
#[path = "../reading/ground.rs"]
mod ground;
#[path = "../reading/lineage.rs"]
mod lineage;
#[path = "../reading/mutation/mod.rs"]
mod mutation;
#[path = "../reading/rows.rs"]
mod rows;
#[path = "../reading/sample.rs"]
mod sample;
#[path = "../reading/schema/mod.rs"]
mod schema;
#[path = "../reading/words.rs"]
mod words;

mod listed;

use fsm_core::change::Change;
use fsm_core::{CompareOptions, Comparison, Dialect, DropUnknown, Metadata, Renames};
use fsm_tests::rendered::{Program, with_names};
use sample::Sample;
use schema::Setting;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Random schemas a dialect: at least one for each kind of change.
const SEEDS: u64 = 80;

#[test]
fn a_revision_comes_to_the_changes_it_was_made_of() {
    let mut program = Program::new(env!("CARGO_TARGET_TMPDIR"), "rendered-revisions");
    let mut kinds = BTreeSet::new();
    for (name, before, comparison) in cases() {
        for change in &comparison.changes {
            kinds.insert(kind(change));
            kinds.insert(kind(&change.clone().reverse()));
        }
        program.add(&name, &before, &comparison);
    }
    let otherwise = program.laid_out_otherwise().unwrap_or_default();
    let differences = program.differences();
    let mut text = String::new();
    for found in differences.iter().take(8) {
        let _ = writeln!(
            text,
            "== {}\n-- made of\n{}\n-- comes to\n{}\n-- the file\n{}",
            found.name, found.expected, found.found, found.file
        );
    }
    assert!(differences.is_empty(), "{} of {} differ\n{text}", differences.len(), program.len());
    let every: BTreeSet<String> = EVERY.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(kinds, every, "each kind of change is among the cases");
    assert!(otherwise.is_empty(), "rustfmt lays out otherwise:\n{otherwise}");
}

/// Every kind of change; one that is new is missing in a match without `_` in `listed`.
const EVERY: &[&str] = &[
    "AddCheck",
    "AddColumn",
    "AddForeignKey",
    "AddPrimaryKey",
    "AddUnique",
    "AlterColumn",
    "AlterEnum",
    "AlterSequence",
    "CreateEnum",
    "CreateIndex",
    "CreateSchema",
    "CreateSequence",
    "CreateTable",
    "DropCheck",
    "DropColumn",
    "DropEnum",
    "DropForeignKey",
    "DropIndex",
    "DropPrimaryKey",
    "DropSchema",
    "DropSequence",
    "DropTable",
    "DropUnique",
    "RenameColumn",
    "RenameConstraint",
    "RenameEnum",
    "RenameEnumLabel",
    "RenameIndex",
    "RenameTable",
    "SetTableComment",
    "SetTableOptions",
];

/// The name of its variant.
fn kind(change: &Change) -> String {
    let shown = format!("{change:?}");
    shown.split(' ').next().unwrap_or_default().to_owned()
}

fn cases() -> Vec<(String, Metadata, Comparison)> {
    let mut cases = listed::cases();
    for (name, metadata) in fsm_tests::ddl_cases::cases() {
        for &dialect in Dialect::ALL {
            if metadata.verify(dialect).is_ok() {
                let options = CompareOptions::new().drop_unknown(DropUnknown::ALL);
                let nothing = Metadata::new();
                let before = with_names(&metadata, dialect);
                let comparison = Comparison::between(&before, &nothing, dialect, &options);
                cases.push((format!("ddl_{name}_{}", dialect.key()), before, comparison));
            }
        }
    }
    let seeds = std::env::var("FSM_RENDERING_SEEDS").ok().and_then(|seeds| seeds.parse().ok());
    for &dialect in Dialect::ALL {
        let other_schema = "Other \"schema\"".to_owned();
        let setting = Setting { dialect, other_schema, has_extensions: true };
        for seed in 0..seeds.unwrap_or(SEEDS) {
            let (sample, _) = Sample::of_seed(seed, &setting);
            let before = with_names(&sample.before.metadata(), dialect);
            let comparison = compared(&sample, &before, dialect);
            cases.push((format!("seed_{}_{seed}", dialect.key()), before, comparison));
        }
    }
    cases
}

fn compared(sample: &Sample, before: &Metadata, dialect: Dialect) -> Comparison {
    let mut renames = Renames::new();
    for hint in &sample.after.labels {
        renames = renames.label(hint.def.clone(), hint.before.clone(), hint.after.clone());
    }
    for (one, other) in &sample.after.enums {
        renames = renames.enum_type(one.clone(), other.clone());
    }
    let options = CompareOptions::new().renames(renames).drop_unknown(DropUnknown::ALL);
    Comparison::between(before, &sample.after.schema.metadata(), dialect, &options)
}
