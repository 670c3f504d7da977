//! Random tables in random styles: quotes, case, comments, constraints at columns or at the table. However one is
//! written, it is read as the same values; `PROPTEST_CASES` says how many.

use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Deferrable, ForeignKeyDef, IndexColumn, IndexDef, Literal,
    Metadata, PrimaryKeyDef, ReferentialAction, SqlType, TableDef, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sqlx::sqlite::SqlitePoolOptions;

use super::fresh::{Failure, execute};

pub fn cases() -> Vec<Case> {
    cases![any_style_is_read_as_what_it_says]
}

const NAMES: &[&str] = &[
    "a", "b c", "select", "it's", "x\"y", "größe", "key", "Mixed", "]", "`", "--", "/* */", "(",
    "1st",
];

/// Expressions that need no column.
const EXPRESSIONS: &[&str] = &[
    "1 > 0",
    "'a' <> ')'",
    "(1) IN (1, (2))",
    "length('--') /* ) */ > 1",
    "CASE WHEN 1 THEN 'x' ELSE \"y\" END <> ''",
    "1 -- one ) \n + 1",
];

/// Choices, one after the other; when there are no more, always the first.
struct Style {
    choices: std::vec::IntoIter<u8>,
}

impl Style {
    fn pick(&mut self, count: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % count
    }

    fn often(&mut self) -> bool {
        self.pick(2) == 1
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.pick(list.len())].clone()
    }

    /// White space, with or without a comment in it.
    fn blank(&mut self) -> &'static str {
        self.of(&[" ", "\n", "\t ", " -- c, (')\n", "/* , ( ' \" */", "\r\n  "])
    }

    /// White space, or none.
    fn gap(&mut self) -> &'static str {
        if self.often() { self.blank() } else { "" }
    }

    /// Keywords in any case.
    fn words(&mut self, words: &str) -> String {
        let mut text = String::from(self.blank());
        for word in words.split(' ') {
            text += &if self.often() { word.to_lowercase() } else { word.to_owned() };
            text += self.blank();
        }
        text
    }

    /// A name in any quotes that can hold it.
    fn name(&mut self, name: &str) -> String {
        let plain = matches!(
            name,
            "a" | "größe" | "key" | "Mixed" | "t" | "uq" | "ck" | "fk" | "pk" | "ix"
        );
        match self.pick(5) {
            0 if plain => name.to_owned(),
            1 if !name.contains(']') => format!("[{name}]"),
            2 => format!("`{}`", name.replace('`', "``")),
            3 => format!("'{}'", name.replace('\'', "''")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// A constraint's name, in the text and as it is read.
    fn constraint(&mut self, name: &str) -> (String, Option<String>) {
        if self.often() {
            return (String::new(), None);
        }
        let text = self.words("CONSTRAINT") + &self.name(name);
        (text, Some(name.to_owned()))
    }
}

/// A table, as text and as it must be read.
#[allow(
    clippy::too_many_lines,
    reason = "the text and the value grow side by side, clause by clause"
)]
fn table(style: &mut Style) -> (String, TableDef) {
    let mut names: Vec<&str> = NAMES.to_vec();
    let count = 1 + style.pick(5);
    let mut expected = TableDef::new("t");
    let (mut parts, mut tail) = (Vec::new(), Vec::new());
    let mut late = TableDef::new("t");
    for at in 0..count {
        let name = names.remove(style.pick(names.len()));
        let mut column = ColumnDef::new(name.to_owned(), SqlType::Text).nullable();
        let mut text = style.gap().to_owned() + &style.name(name) + style.blank();
        text += &declared(style, &mut column);
        let key = at == 0 && style.often();
        let mut clauses: Vec<String> = Vec::new();
        if style.often() || key {
            clauses.push(style.words("NOT NULL"));
            column.nullable = false;
        }
        clauses.extend(default(style, &mut column));
        if key && column.sql_type == SqlType::BigInteger {
            column.autoincrement = Autoincrement::Never;
        }
        if column.sql_type == SqlType::Text && style.often() {
            clauses.push(style.words("COLLATE") + &style.name("NOCASE"));
            column.collation = Some("NOCASE".into());
        }
        expected = expected.column(column);
        let here = style.often();
        let (constraint, name_of) = style.constraint("pk");
        if key {
            let mut primary = PrimaryKeyDef::new([name.to_owned()]);
            primary.name = name_of.map(Into::into);
            expected.primary_key = Some(primary);
            let words = style.words("PRIMARY KEY");
            if here {
                clauses.push(constraint + &words);
            } else {
                tail.push(format!("{constraint}{words}({})", style.name(name)));
            }
        }
        if style.often() {
            let here = style.often();
            let (constraint, name_of) = style.constraint("uq");
            let mut unique = UniqueDef::new([name.to_owned()]);
            unique.name = name_of.map(Into::into);
            let words = style.words("UNIQUE");
            if here {
                clauses.push(constraint + &words);
                expected = expected.unique(unique);
            } else {
                tail.push(format!("{constraint}{words}({}{})", style.gap(), style.name(name)));
                late = late.unique(unique);
            }
        }
        if style.often() {
            let here = style.often();
            let (constraint, name_of) = style.constraint("ck");
            let expression = style.of(EXPRESSIONS);
            let mut check = CheckDef::new(expression);
            check.name = name_of.map(Into::into);
            let text = format!(
                "{constraint}{}({}{expression}{})",
                style.words("CHECK"),
                style.gap(),
                style.gap()
            );
            if here {
                clauses.push(text);
                expected = expected.check(check.at_column(name.to_owned()));
            } else {
                tail.push(text);
                late = late.check(check);
            }
        }
        if style.often() {
            let here = style.often();
            let (constraint, name_of) = style.constraint("fk");
            let mut key = ForeignKeyDef::new([name.to_owned()], "t", [name.to_owned()]);
            key.name = name_of.map(Into::into);
            let rest = reference(style, name, &mut key);
            if here {
                clauses.push(constraint + &rest);
                expected = expected.foreign_key(key);
            } else {
                tail.push(format!(
                    "{constraint}{}({}){rest}",
                    style.words("FOREIGN KEY"),
                    style.name(name)
                ));
                late = late.foreign_key(key);
            }
        }
        // In any order, from which the order of what is read does not follow.
        let turn = style.pick(clauses.len().max(1));
        clauses.rotate_left(turn);
        text += &clauses.concat();
        parts.push(text);
    }
    expected.uniques.to_mut().extend(late.uniques.into_owned());
    expected.checks.to_mut().extend(late.checks.into_owned());
    expected.foreign_keys.to_mut().extend(late.foreign_keys.into_owned());
    // Between constraints of the table no comma is needed.
    let joint = if style.often() { "," } else { "\n" };
    parts.extend((!tail.is_empty()).then(|| tail.join(joint)));
    let mut sql = format!(
        "{}{}{}({}{})",
        style.words("CREATE TABLE").trim_start(),
        style.name("t"),
        style.gap(),
        parts.join(","),
        style.gap()
    );
    if style.often() {
        let (index, text) = index(style, &expected);
        expected = expected.index(index);
        sql = format!("{sql};\n{text}");
    }
    (sql, expected)
}

fn declared(style: &mut Style, column: &mut ColumnDef) -> String {
    let (text, sql_type) = style.of(&[
        ("TEXT", SqlType::Text),
        ("text", SqlType::Text),
        ("VARCHAR(50)", SqlType::String(50)),
        ("varchar /* ) */ ( 50 )", SqlType::String(50)),
        ("BIGINT", SqlType::BigInteger),
        ("decimal(10,2)", SqlType::custom("decimal(10,2)")),
        ("money -- or what (\n type", SqlType::custom("money type")),
        ("", SqlType::custom("")),
        ("double precision", SqlType::custom("double precision")),
    ]);
    column.sql_type = sql_type;
    text.to_owned()
}

fn default(style: &mut Style, column: &mut ColumnDef) -> Option<String> {
    let (text, literal, sql) = style.of(&[
        ("", None, None),
        ("'it''s, (ok) --'", Some("it's, (ok) --"), None),
        ("( 'it''s' )", Some("it's"), None),
        ("\"double\"", Some("double"), None),
        ("word", Some("word"), None),
        ("NULL", None, None),
        ("CURRENT_TIMESTAMP", None, Some("CURRENT_TIMESTAMP")),
        ("(1 + (2) -- three\n)", None, Some("1 + (2)")),
        ("(lower( 'A' ))", None, Some("lower( 'A' )")),
    ]);
    if text.is_empty() {
        return None;
    }
    if column.sql_type == SqlType::BigInteger {
        column.default_sql = sql.map(Into::into);
        column.default_sql = column
            .default_sql
            .take()
            .or_else(|| literal.map(|text| format!("'{}'", text.replace('\'', "''")).into()));
    } else {
        column.default = literal.map(|text| Literal::String(text.into()));
        column.default_sql = sql.map(Into::into);
    }
    Some(style.words("DEFAULT") + text)
}

fn reference(style: &mut Style, name: &str, key: &mut ForeignKeyDef) -> String {
    let mut text = format!(
        "{}{}{}({})",
        style.words("REFERENCES"),
        style.name("t"),
        style.gap(),
        style.name(name)
    );
    let actions = [
        ("SET NULL", ReferentialAction::SetNull),
        ("SET DEFAULT", ReferentialAction::SetDefault),
        ("CASCADE", ReferentialAction::Cascade),
        ("RESTRICT", ReferentialAction::Restrict),
        ("NO ACTION", ReferentialAction::NoAction),
    ];
    if style.often() {
        let (words, action) = style.of(&actions);
        text += &style.words(&format!("ON UPDATE {words}"));
        key.on_update = Some(action);
    }
    if style.often() {
        let (words, action) = style.of(&actions);
        text += &style.words(&format!("ON DELETE {words}"));
        key.on_delete = Some(action);
    }
    let (words, deferrable) = style.of(&[
        ("", None),
        ("NOT DEFERRABLE", None),
        ("NOT DEFERRABLE INITIALLY IMMEDIATE", None),
        ("DEFERRABLE", Some(Deferrable::InitiallyImmediate)),
        ("DEFERRABLE INITIALLY IMMEDIATE", Some(Deferrable::InitiallyImmediate)),
        ("DEFERRABLE INITIALLY DEFERRED", Some(Deferrable::InitiallyDeferred)),
    ]);
    if !words.is_empty() {
        text += &style.words(words);
    }
    key.deferrable = deferrable;
    text
}

fn index(style: &mut Style, table: &TableDef) -> (IndexDef, String) {
    let column = style.of(&table.columns).name;
    let mut parts = vec![IndexColumn::column(column.clone())];
    let mut texts = vec![style.name(&column)];
    if style.often() {
        let (text, expression) =
            style.of(&[("( 1 + 2 )", "1 + 2"), ("lower(',' || ')')", "lower(',' || ')')")]);
        parts.push(IndexColumn::expression(expression));
        texts.push(text.to_owned());
    }
    for (part, text) in parts.iter_mut().zip(&mut texts) {
        if style.often() {
            *text += &(style.words("COLLATE") + &style.name("NOCASE"));
            part.collation = Some("NOCASE".into());
        }
        if style.often() {
            *text += &style.words("DESC");
            *part = part.clone().descending();
        }
    }
    let mut index = IndexDef::new(parts).named("ix");
    index.unique = style.often();
    let words = if index.unique { "CREATE UNIQUE INDEX" } else { "CREATE INDEX" };
    let mut sql = format!(
        "{}{}{}{}({})",
        style.words(words).trim_start(),
        style.name("ix"),
        style.words("ON"),
        style.name("t"),
        texts.join(",")
    );
    if style.often() {
        let column = format!("\"{}\"", column.replace('"', "\"\""));
        let predicate = format!("{column} IS NOT NULL /* ' */ AND ({column} > 1)");
        sql += &(style.words("WHERE") + &predicate);
        index.predicate = Some(predicate.into());
    }
    (index, sql)
}

async fn check(choices: Vec<u8>) -> Result<(), Failure> {
    let (sql, expected) = table(&mut Style { choices: choices.into_iter() });
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    // What SQLite refuses says nothing of how it would be read.
    execute(&pool, &sql).await.map_err(|error| format!("{error}: {sql}"))?;
    let read = Metadata::reflect(&pool).await.map_err(|error| format!("{error}: {sql}"))?;
    pool.close().await;
    let found: Vec<&TableDef> = read.metadata.tables().collect();
    if found != [&expected] {
        return Err(format!("{sql}\nis read as\n{found:#?}\nand not as\n{expected:#?}").into());
    }
    Ok(())
}

async fn any_style_is_read_as_what_it_says(_db: &TestDatabase) -> TestResult {
    let count =
        std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let mut runner = TestRunner::default();
    let strategy = prop::collection::vec(any::<u8>(), 0..250);
    for _ in 0..count {
        let mut tree = strategy.new_tree(&mut runner).map_err(|reason| reason.to_string())?;
        if check(tree.current()).await.is_ok() {
            continue;
        }
        // The fewest choices that still break it.
        let mut choices = tree.current();
        while tree.simplify() {
            if check(tree.current()).await.is_err() {
                choices = tree.current();
            } else if !tree.complicate() {
                break;
            }
        }
        check(choices).await?;
    }
    Ok(())
}
