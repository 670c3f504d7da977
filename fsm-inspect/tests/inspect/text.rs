//! What the source looks like, without a compiler.

use crate::cases;
use fsm_core::Dialect;

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
