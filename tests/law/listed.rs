//! The laws on every text of the list, and proof that the reader of SQL can tell right from wrong.

use fsm_core::Dialect;
use fsm_tests::hostile::TEXTS;
use fsm_tests::law;
use fsm_tests::lexer::{Rules, Token};

fn hold(law: impl Fn(&str) -> law::Verdict) {
    let broken: Vec<String> = TEXTS
        .iter()
        .filter_map(|(what, text)| law(text).err().map(|broken| format!("{what}: {broken}")))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_listed_text_is_read_back_whole() {
    hold(law::quoting::check);
}

#[test]
fn no_listed_text_changes_the_structure_of_a_statement() {
    hold(law::structure::check);
}

#[test]
fn every_listed_text_can_be_part_of_a_name() {
    hold(|text| law::naming::check(text, &[text.to_owned(), "a".to_owned()]));
}

#[test]
fn a_careless_quoting_is_caught() {
    // Each pair is what a quoting that forgets one rule would write, and a mode that shows it.
    let careless = [
        (Dialect::Sqlite, "'it's'"),
        (Dialect::Sqlite, "\"a\"b\""),
        (Dialect::Postgres, "'a\\'"),
        (Dialect::Postgres, "E'a\\'"),
        (Dialect::Postgres, "\"\""),
        (Dialect::Mysql, "'a\\'"),
        (Dialect::Mysql, "`a`b`"),
        (Dialect::Mysql, "'x'); DROP TABLE child; -- '"),
    ];
    for (dialect, sql) in careless {
        let one_token = |rules: &Rules| {
            matches!(rules.tokens(sql).as_deref(), Ok([Token::Text(_) | Token::Identifier(_)]))
        };
        assert!(!Rules::all(dialect).iter().all(one_token), "{dialect} {sql}");
    }
}

#[test]
fn a_backslash_means_what_the_mode_says() {
    let read = |sql: &str| -> Vec<Vec<Token>> {
        Rules::all(Dialect::Mysql).iter().map(|rules| rules.tokens(sql).unwrap()).collect()
    };
    let text = |text: &str| vec![Token::Text(text.to_owned())];
    assert_eq!(read(r"'a\\b'"), [text(r"a\b"), text(r"a\b"), text(r"a\\b"), text(r"a\\b")]);
    assert_eq!(read("_utf8mb4 X'5C'"), vec![text("\\"); 4]);
}
