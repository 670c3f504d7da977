//! The table of capabilities in the guide, made from the dialects' own answers.

use fsm_core::Dialect;
use fsm_core::NameLimit;
use fsm_core::dialect::{Capabilities, Comments, IdentityOptions, IndexScope, NameCase, Numbering};
use std::{env, fs, path::Path};

const MARK: &str = "<!-- made from the dialects' capabilities: `BLESS=1 cargo test -p fsm-tests --test text` -->\n";

type Question = (&'static str, fn(&Capabilities) -> String);

const QUESTIONS: &[Question] = &[
    ("length of a name", |can| name_limit(can.name_limit)),
    ("names that are one", |can| {
        match can.name_case {
            NameCase::Sensitive => "equal ones",
            NameCase::AsciiInsensitive => "differing by the case of ASCII letters",
            NameCase::Insensitive => "differing by case",
        }
        .to_owned()
    }),
    ("columns a table", |can| can.max_columns.to_string()),
    ("all or nothing: DDL in a transaction", |can| yes(can.transactional_ddl)),
    ("`CREATE SCHEMA`", |can| yes(can.create_schema)),
    ("comments", |can| {
        match can.comments {
            Comments::Inline => "at the object",
            Comments::Statements => "`COMMENT ON`",
            Comments::None => "left out",
        }
        .to_owned()
    }),
    ("enums", |can| {
        match (can.native_enums, can.enum_as_check) {
            (true, _) => "a type of their own",
            (_, true) => "text with a check",
            _ => "`ENUM(..)` at the column",
        }
        .to_owned()
    }),
    ("columns the database numbers", |can| {
        match can.numbering {
            Numbering::Integers => "any integer",
            Numbering::FirstOfKey => "the first of a key",
            Numbering::WholePrimaryKey => "the whole primary key",
        }
        .to_owned()
    }),
    ("options of `identity`", |can| {
        match can.identity {
            IdentityOptions::All => "all",
            IdentityOptions::Start => "`start`",
            IdentityOptions::None => "none",
        }
        .to_owned()
    }),
    ("generated columns, stored", |can| yes(can.computed_stored)),
    ("generated columns, virtual", |can| yes(can.computed_virtual)),
    ("foreign keys: `deferrable`", |can| yes(can.deferrable_foreign_keys)),
    ("foreign keys: `match = \"full\"`", |can| yes(can.match_full)),
    ("foreign keys: `set default`", |can| yes(can.set_default)),
    ("foreign keys: closing a ring", |can| {
        if can.forward_references { "with the table" } else { "added afterwards" }.to_owned()
    }),
    ("unique: `deferrable`", |can| yes(can.deferrable_uniques)),
    ("unique: `nulls_not_distinct`", |can| yes(can.nulls_not_distinct)),
    ("index names are unique in", |can| {
        match can.index_scope {
            IndexScope::Schema => "the schema",
            IndexScope::Table => "the table",
        }
        .to_owned()
    }),
    ("index: `where`", |can| yes(can.partial_indexes)),
    ("index: expressions", |can| yes(can.expression_indexes)),
    ("index: `include`", |can| yes(can.include)),
    ("index: operator classes", |can| yes(can.operator_classes)),
    ("index: `method`", |can| {
        let words: Vec<String> = can
            .index_methods
            .into_iter()
            .flatten()
            .chain(can.index_kinds)
            .map(|method| format!("`{}`", method.to_lowercase()))
            .collect();
        match (can.index_methods, words.is_empty()) {
            (None, _) => "any".to_owned(),
            (_, true) => "–".to_owned(),
            _ => words.join(", "),
        }
    }),
    ("index: collations", |can| yes(can.index_collations)),
    ("index: prefix lengths", |can| yes(can.prefix_lengths)),
    ("index: `nulls first`, `nulls last`", |can| yes(can.nulls_order)),
    ("index: columns", |can| can.max_index_columns.to_string()),
    ("index: bytes", |can| can.max_key_bytes.map_or("–".to_owned(), |bytes| bytes.to_string())),
];

#[test]
fn the_guide_has_every_dialects_answers() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src/dialects.md");
    let committed = fs::read_to_string(&page).expect("the page is there");
    let (head, _) = committed.split_once(MARK).expect("the page has the mark");
    let made = format!("{head}{MARK}\n{}", table());
    if env::var_os("BLESS").is_some() {
        fs::write(&page, made).expect("the page can be written");
    } else {
        assert!(made == committed, "`docs/src/dialects.md` is out of date: run with `BLESS=1`");
    }
}

fn table() -> String {
    let names: Vec<String> = Dialect::ALL.iter().map(ToString::to_string).collect();
    let mut lines = vec![
        format!("| | {} |", names.join(" | ")),
        format!("| --- {}|", "| --- ".repeat(names.len())),
    ];
    lines.extend(QUESTIONS.iter().map(|(question, answer)| {
        let answers: Vec<String> =
            Dialect::ALL.iter().map(|dialect| answer(dialect.capabilities())).collect();
        format!("| {question} | {} |", answers.join(" | "))
    }));
    lines.join("\n") + "\n"
}

fn yes(able: bool) -> String {
    if able { "yes" } else { "–" }.to_owned()
}

fn name_limit(limit: NameLimit) -> String {
    match limit {
        NameLimit::Bytes(bytes) => format!("{bytes} bytes"),
        NameLimit::Characters(characters) => format!("{characters} characters"),
        _ => "any".to_owned(),
    }
}
