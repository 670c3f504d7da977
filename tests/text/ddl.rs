//! The statements of every case, and what is refused, against the files in `tests/ddl`.
//!
//! `BLESS=1 cargo test -p fsm-tests --test text` writes the files anew: read them in the diff.

use fsm_core::{Dialect, Metadata};
use fsm_tests::ddl_cases;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_case_is_spelled_or_refused_as_written() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut differences = Vec::new();
    for (name, metadata) in ddl_cases::cases() {
        for &dialect in Dialect::ALL {
            let (file, other, text) = outcome(name, &metadata, dialect);
            if bless {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &text).unwrap();
                let _ = fs::remove_file(&other);
            }
            match fs::read_to_string(&file) {
                Ok(there) if there == text => {}
                Ok(there) => differences
                    .push(format!("{}\n--- written\n{there}\n--- now\n{text}", file.display())),
                Err(error) => {
                    differences.push(format!("{}: {error}\n--- now\n{text}", file.display()));
                }
            }
            if other.exists() {
                differences.push(format!("{} is left over", other.display()));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "{}\n\nif this is meant: BLESS=1 cargo test -p fsm-tests --test text",
        differences.join("\n\n")
    );
}

#[test]
fn every_written_case_is_still_there() {
    let names: BTreeSet<String> =
        ddl_cases::cases().into_iter().map(|(name, _)| name.to_owned()).collect();
    let written: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(written, names);
}

#[test]
fn cases_have_different_names() {
    let names: Vec<&str> = ddl_cases::cases().into_iter().map(|(name, _)| name).collect();
    let different: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(different.len(), names.len());
}

#[test]
fn spelling_twice_gives_the_same_bytes() {
    for ((name, once), (_, again)) in ddl_cases::cases().into_iter().zip(ddl_cases::cases()) {
        for &dialect in Dialect::ALL {
            let text = |metadata: &Metadata| outcome(name, metadata, dialect).2;
            assert_eq!(text(&once), text(&again), "{name} on {dialect}");
        }
    }
}

/// The file that holds the outcome, the file that must not be there, and the outcome.
fn outcome(name: &str, metadata: &Metadata, dialect: Dialect) -> (PathBuf, PathBuf, String) {
    let spelled = folder().join(name).join(format!("{}.sql", dialect.key()));
    let refused = spelled.with_extension("refused");
    match metadata.create_all_sql(dialect) {
        Ok(create) => {
            let drop = metadata.drop_all_sql(dialect).unwrap();
            let text = format!("{}\n-- drop\n{}", statements(&create), statements(&drop));
            (spelled, refused, text)
        }
        Err(error) => (refused, spelled, format!("{error}\n")),
    }
}

fn statements(statements: &[String]) -> String {
    statements.iter().flat_map(|sql| [sql.as_str(), ";\n"]).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ddl")
}
