//! Pictures of whole schemas.

use crate::cases;
use fsm_tests::schemas;
use std::path::Path;

#[test]
fn the_picture_in_the_guide_is_the_one_that_is_drawn() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src/images/music.svg");
    let drawn = fsm_inspect::svg(&schemas::music());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap();
    assert!(
        there == drawn,
        "if this is meant: BLESS=1 cargo test -p fsm-inspect --test inspect picture"
    );
}

#[test]
fn every_picture_is_xml_and_the_same_each_time() {
    for (name, metadata) in cases::all() {
        let picture = fsm_inspect::svg(&metadata);
        assert_eq!(picture, fsm_inspect::svg(&metadata), "{name}");
        assert!(is_balanced(&picture), "{name}: {picture}");
        assert_eq!(fsm_inspect::mermaid(&metadata), fsm_inspect::mermaid(&metadata), "{name}");
    }
}

/// Whether every element is closed, and no sign of XML stands in a text.
fn is_balanced(xml: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some(begin) = rest.find('<') {
        let text = &rest[..begin];
        let escaped = text.split('&').skip(1).all(|behind| {
            ["amp;", "lt;", "gt;", "quot;"].iter().any(|name| behind.starts_with(name))
        });
        if text.contains('>') || !escaped {
            return false;
        }
        let Some(end) = rest[begin..].find('>') else { return false };
        let tag = &rest[begin + 1..begin + end];
        rest = &rest[begin + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default());
        }
    }
    open.is_empty() && !xml.chars().any(|c| c.is_control() && c != '\n')
}

#[test]
fn names_that_xml_would_read_are_escaped() {
    let table = fsm_core::TableDef::new(fsm_core::TableName::new("a<b>&\"c\0"))
        .comment("</title><script>")
        .column(fsm_core::ColumnDef::new("<i>", fsm_core::SqlType::custom("\u{1b}[0m")));
    let picture = fsm_inspect::svg(&[table].into_iter().collect());
    assert!(is_balanced(&picture), "{picture}");
    assert!(picture.contains("a&lt;b&gt;&amp;&quot;c"), "{picture}");
    assert!(!picture.contains("<script>"), "{picture}");
}
