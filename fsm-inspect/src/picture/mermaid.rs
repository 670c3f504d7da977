//! A diagram as Mermaid's `erDiagram`.
//! It never writes a character that ends a word there: one that looks like it stands in its place.

use super::diagram::{Attribute, Diagram, Entity, Relation};
use std::fmt::Write as _;

pub(super) fn write(diagram: &Diagram) -> String {
    let mut text = String::from("erDiagram\n");
    for entity in &diagram.entities {
        push_entity(&mut text, entity);
    }
    for relation in &diagram.relations {
        push_relation(&mut text, diagram, relation);
    }
    text
}

fn push_entity(text: &mut String, entity: &Entity) {
    if entity.attributes.is_empty() {
        let _ = writeln!(text, "    {}", name(entity));
        return;
    }
    let _ = writeln!(text, "    {} {{", name(entity));
    for attribute in &entity.attributes {
        push_attribute(text, attribute);
    }
    text.push_str("    }\n");
}

fn push_attribute(text: &mut String, attribute: &Attribute) {
    let word = word(&attribute.name);
    let _ = write!(text, "        {} {word}", self::word(&attribute.type_name));
    let keys: Vec<&str> = [
        attribute.primary.then_some("PK"),
        attribute.foreign.then_some("FK"),
        attribute.unique.then_some("UK"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !keys.is_empty() {
        let _ = write!(text, " {}", keys.join(", "));
    }
    // A name that had to be changed stands beside the comment.
    let own = (word != attribute.name).then(|| attribute.name.clone());
    let said: Vec<String> = own.into_iter().chain(attribute.comment.clone()).collect();
    if !said.is_empty() {
        let _ = write!(text, " {}", quoted(&said.join(": ")));
    }
    text.push('\n');
}

/// `users ||--o{ posts : "author_id"`
fn push_relation(text: &mut String, diagram: &Diagram, relation: &Relation) {
    let parent = if relation.optional { "|o" } else { "||" };
    let line = if relation.identifying { "--" } else { ".." };
    let child = if relation.single { "o|" } else { "o{" };
    let _ = writeln!(
        text,
        "    {} {parent}{line}{child} {} : {}",
        name(&diagram.entities[relation.parent]),
        name(&diagram.entities[relation.child]),
        quoted(&relation.label),
    );
}

/// An entity's name: as it stands, or in quotes.
fn name(entity: &Entity) -> String {
    let name = entity.name.to_string();
    let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !KEYWORDS.contains(&name.to_ascii_lowercase().as_str());
    if is_word { name } else { quoted(&name) }
}

/// Words that Mermaid reads as its own, in any case; ends of relationships among them.
const KEYWORDS: &[&str] = &[
    "acctitle",
    "accdescr",
    "class",
    "classdef",
    "direction",
    "erdiagram",
    "many",
    "one",
    "only",
    "optionally",
    "o",
    "pk",
    "fk",
    "u",
    "uk",
    "style",
    "title",
    "to",
    "zero",
];

/// Characters that end a text in quotes, or mean something in it, and others that look like them:
/// Mermaid's own escapes are not resolved in these diagrams.
const ALIKE: &[(char, char)] = &[
    ('"', '\u{201d}'),
    ('%', '\u{ff05}'),
    ('\\', '\u{ff3c}'),
    ('#', '\u{ff03}'),
    ('<', '\u{2039}'),
    ('>', '\u{203a}'),
    ('`', '\u{2018}'),
];

/// A text in quotes.
fn quoted(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| match ALIKE.iter().find(|(known, _)| *known == c) {
            Some((_, alike)) => *alike,
            None if c.is_control() || c.is_whitespace() => ' ',
            None => c,
        })
        .collect();
    let shown = if shown.trim().is_empty() { "_" } else { &shown };
    format!("\"{shown}\"")
}

/// One word, as types and attributes are: letters, digits and a few signs.
fn word(text: &str) -> String {
    let replaced: String = text
        .chars()
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() || matches!(c, '_' | '(' | ')' | '[' | ']') => c,
            _ => '_',
        })
        .collect();
    let first = replaced.chars().next();
    if first.is_some_and(|c| c.is_ascii_alphabetic() || c == '_') {
        replaced
    } else {
        format!("_{replaced}")
    }
}

#[cfg(test)]
mod tests {
    use super::{quoted, word};
    use crate::mermaid;
    use fsm_core::{
        ColumnDef, ForeignKeyDef, IndexDef, Metadata, SqlType, TableDef, TableName, UniqueDef,
    };

    fn number(name: &'static str) -> ColumnDef {
        ColumnDef::new(name, SqlType::BigInteger)
    }

    #[test]
    fn ends_say_how_many_there_may_be() {
        let parent = TableDef::new("users").column(number("id")).primary_key(["id"]);
        let child = TableDef::new("posts")
            .column(number("author").comment("who wrote it"))
            .column(number("editor").nullable())
            .column(number("approval"))
            .column(number("slot").nullable())
            .column(number("owner"))
            .primary_key(["owner"])
            .unique(UniqueDef::new(["approval"]))
            .index(IndexDef::new(["slot"]).unique())
            .foreign_key(ForeignKeyDef::new(["author"], "users", ["id"]))
            .foreign_key(ForeignKeyDef::new(["editor"], "users", ["id"]))
            .foreign_key(ForeignKeyDef::new(["approval"], "users", ["id"]))
            .foreign_key(ForeignKeyDef::new(["slot"], "users", ["id"]))
            .foreign_key(ForeignKeyDef::new(["owner"], "users", ["id"]));
        assert_eq!(
            mermaid(&Metadata::from_iter([parent, child])),
            r#"erDiagram
    posts {
        bigint author FK "who wrote it"
        bigint editor FK
        bigint approval FK, UK
        bigint slot FK, UK
        bigint owner PK, FK
    }
    users {
        bigint id PK
    }
    users ||..o{ posts : "author"
    users |o..o{ posts : "editor"
    users ||..o| posts : "approval"
    users |o..o| posts : "slot"
    users ||--o| posts : "owner"
"#
        );
    }

    #[test]
    fn names_that_are_no_words_stand_in_quotes() {
        let cases = [
            ("users", "users {"),
            ("app.users", "\"app.users\" {"),
            ("only", "\"only\" {"),
            ("2fa", "\"2fa\" {"),
        ];
        for (name, expected) in cases {
            let table = TableDef::new(TableName::new(name)).column(number("id"));
            let text = mermaid(&Metadata::from_iter([table]));
            assert!(text.contains(&format!("    {expected}\n")), "{name}: {text}");
        }
    }

    #[test]
    fn nothing_ends_a_text_or_a_word_before_its_end() {
        for name in fsm_tests::ddl_cases::HOSTILE_NAMES {
            let text = quoted(name);
            let inner = &text[1..text.len() - 1];
            assert!(
                !inner.is_empty() && !inner.contains(['"', '%', '\\', '\n', '\r', '#']),
                "{text}"
            );
            let word = word(name);
            assert!(word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'), "{word}");
            assert!(!word.contains([' ', '"', '\n', ',', '.']), "{word}");
        }
    }
}
