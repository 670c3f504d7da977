//! A diagram as Mermaid's `erDiagram`.
//! It never writes a character that ends a word there: what does is replaced, or escaped.

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

/// A text in quotes, with Mermaid's own escapes for what cannot stand in them.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("#quot;"),
            '%' | '\\' | '#' | ';' | '<' | '>' | '`' => {
                let _ = write!(quoted, "#{};", u32::from(c));
            }
            c if c.is_control() || c.is_whitespace() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    if quoted.trim_end().len() == 1 {
        quoted.push('_');
    }
    quoted.push('"');
    quoted
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
