//! What rendered revisions look like, and the names and lists around them.
//!
//! The files stand in `tests/render/written`;
//! `BLESS=1 cargo test -p fsm-migrate --test render` writes them anew: read them in the diff.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that goes wrong, in its helpers as well"
)]

mod cases;
mod module_list;
mod names;
mod warnings;
mod words;

use fsm_core::{Metadata, NamingConvention};
use fsm_migrate::render::{Body, NewRevision, revision_file};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

#[test]
fn a_comparison_is_written_as_it_stands_in_the_files() {
    let mut differences = Vec::new();
    for case in cases::all() {
        let body = Body::of(&case.comparison, &NamingConvention::default(), case.before.as_ref());
        let new = NewRevision::new("3f2a9c1b7d10", case.name.replace('_', " "))
            .down_revision(["91c0d2e4aa71"])
            .create_date("2026-11-21 20:59:01+00:00");
        let text = revision_file(&new, &body);
        let file = folder().join(format!("{}.rs", case.name));
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&file, &text).unwrap();
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        if written != text {
            differences.push(format!("{}\n--- written\n{written}\n--- now\n{text}", case.name));
        }
    }
    assert!(
        differences.is_empty(),
        "{}\n\nif this is meant: BLESS=1 cargo test -p fsm-migrate --test render",
        differences.join("\n\n")
    );
}

#[test]
fn every_file_belongs_to_a_case() {
    let names: BTreeSet<String> =
        cases::all().into_iter().map(|case| format!("{}.rs", case.name)).collect();
    let written: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(written, names);
}

#[test]
fn the_same_comparison_has_the_same_bytes() {
    for (once, again) in cases::all().into_iter().zip(cases::all()) {
        let text = |case: &cases::Case| {
            let body =
                Body::of(&case.comparison, &NamingConvention::default(), case.before.as_ref());
            revision_file(&NewRevision::new("a", "b"), &body)
        };
        assert_eq!(text(&once), text(&again), "{}", once.name);
    }
}

#[test]
fn no_difference_is_no_work() {
    assert!(Body::empty().is_empty());
    let equal = cases::between(&Metadata::new(), &Metadata::new(), fsm_core::Dialect::Sqlite);
    assert!(Body::of(&equal, &NamingConvention::default(), None).is_empty());
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/render/written")
}
