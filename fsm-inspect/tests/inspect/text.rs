//! What the source looks like, without a compiler.

use crate::cases;
use fsm_core::{CheckDef, ColumnDef, Dialect, Metadata, SqlType, TableDef};

#[test]
fn every_source_is_rust() {
    for (name, metadata) in cases::all() {
        for &dialect in Dialect::ALL {
            let source = fsm_inspect::rust_source((&metadata, dialect));
            let text = source.to_string();
            if let Err(error) = syn::parse_file(&text) {
                panic!("{name} on {dialect}: {error}\n{text}");
            }
            for file in source.files() {
                assert!(syn::parse_file(&file.text).is_ok(), "{name}/{}: {}", file.name, file.text);
            }
        }
    }
}

#[test]
fn the_same_metadata_gives_the_same_bytes() {
    for ((name, once), (_, again)) in cases::all().into_iter().zip(cases::all()) {
        let text = |metadata| fsm_inspect::rust_source((metadata, Dialect::Postgres)).to_string();
        assert_eq!(text(&once), text(&again), "{name}");
    }
}

#[test]
fn a_check_that_is_named_after_a_column_stands_at_it() {
    let table = |check: CheckDef| {
        TableDef::new("users")
            .column(ColumnDef::new("id", SqlType::BigInteger))
            .column(ColumnDef::new("role", SqlType::Text))
            .check(check)
    };
    let cases = [
        (CheckDef::new("role <> ''").named("ck_users_role"), "#[column(check = \"role <> ''\")]"),
        (CheckDef::new("role <> ''").at_column("role"), "#[column(check = \"role <> ''\")]"),
        (CheckDef::new("role <> ''"), "#[table(check(\"role <> ''\"))]"),
        (
            CheckDef::new("role <> ''").named("other"),
            "#[table(check(name = \"other\", sql = \"role <> ''\"))]",
        ),
    ];
    for (check, expected) in cases {
        let metadata: Metadata = [table(check)].into_iter().collect();
        let text = fsm_inspect::rust_source((&metadata, Dialect::Postgres)).to_string();
        assert!(text.contains(expected), "{expected}: {text}");
    }
}
