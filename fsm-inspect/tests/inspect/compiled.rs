//! The law: the source compiles, and its metadata is spelled as the metadata that it was made of.
//!
//! All cases are modules of one program, each in a set of its own, because linking is what takes
//! the time.

use crate::cases;
use crate::scratch::Scratch;
use crate::spelled::spelled;
use fsm_core::Dialect;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[test]
fn the_source_makes_the_same_tables() {
    let scratch = Scratch::new("inspect-models");
    let mut expected = BTreeMap::new();
    let mut main = String::from("mod spelled;\nuse fsm_core::Dialect;\nuse spelled::spelled;\n");
    let mut body = String::new();
    for (name, metadata) in cases::all() {
        for &dialect in Dialect::ALL {
            let set = format!("{name}_{}", dialect.key());
            let source = fsm_inspect::rust_source((&metadata, dialect)).set(set.clone());
            let files = source.files();
            let text = source.to_string();
            // Both forms, by turns: they differ in what stands around the structs.
            let own = if set.len() % 4 == 0 {
                for file in &files {
                    scratch.write(&format!("{set}/{}", file.name), &file.text);
                }
                files[0].text.contains("pub fn metadata()")
            } else {
                scratch.write(&format!("{set}.rs"), &text);
                text.contains("pub fn metadata()")
            };
            let _ = writeln!(main, "#[allow(dead_code, unused_imports)]\nmod {set};");
            let metadata_of = if own {
                format!("{set}::metadata().unwrap()")
            } else {
                format!("fsm_core::metadata_of({set:?})")
            };
            let _ = writeln!(
                body,
                "    println!(\"=== {set}\\n{{}}\", spelled(&{metadata_of}, Dialect::{dialect:?}).unwrap_or_else(|error| format!(\"refused: {{error}}\")));"
            );
            if let Ok(sql) = spelled(&metadata, dialect) {
                expected.insert(set, (sql, text));
            }
        }
    }
    let _ = writeln!(main, "fn main() {{\n{body}}}");
    scratch.write("main.rs", &main);
    scratch.write("spelled.rs", include_str!("spelled.rs"));
    let printed = scratch.run();
    let found: BTreeMap<&str, &str> = printed
        .split("=== ")
        .filter_map(|case| case.split_once('\n'))
        .map(|(name, sql)| (name, sql.strip_suffix('\n').unwrap_or(sql)))
        .collect();
    let different: Vec<String> = expected
        .iter()
        .filter(|(set, (sql, _))| found.get(set.as_str()) != Some(&sql.as_str()))
        .map(|(set, (sql, text))| {
            let found = found.get(set.as_str()).unwrap_or(&"nothing");
            format!("{set}\n--- metadata\n{sql}\n--- source\n{found}\n--- of\n{text}")
        })
        .collect();
    assert!(expected.len() > 150, "{}", expected.len());
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n\n"));
}
