use super::{Constraint, IndexText, Rule, TableText};
use proptest::prelude::*;

/// The columns and constraints of a table in one line each, with their texts as they were read.
fn outline(text: &str) -> Vec<String> {
    let table = TableText::parse(text).unwrap_or_else(|unread| panic!("{text}: {unread}"));
    let mut lines = Vec::new();
    for column in &table.columns {
        let rules: Vec<String> = column.constraints.iter().map(rule).collect();
        lines.push(format!("{}|{}|{}", column.name, column.declared, rules.join("|")));
    }
    lines.extend(table.constraints.iter().map(rule));
    lines.extend(table.strict.then(|| "STRICT".to_owned()));
    lines.extend(table.without_rowid.then(|| "WITHOUT ROWID".to_owned()));
    lines
}

fn rule(constraint: &Constraint<'_>) -> String {
    let parts = |parts: &[super::KeyPart]| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                let collation = part.collation.as_ref().map(|name| format!(" collate {name}"));
                let direction = if part.descending { " desc" } else { "" };
                format!("{}{}{direction}", part.name, collation.unwrap_or_default())
            })
            .collect();
        parts.join(",")
    };
    let text = match &constraint.rule {
        Rule::PrimaryKey { parts: of, autoincrement, descending } => {
            let autoincrement = if *autoincrement { " auto" } else { "" };
            let descending = if *descending { " desc" } else { "" };
            format!("pk({}){descending}{autoincrement}", parts(of))
        }
        Rule::Unique { parts: of } => format!("uq({})", parts(of)),
        Rule::Check { expression } => format!("ck[{expression}]"),
        Rule::ForeignKey(key) => {
            let rest = (key.on_delete, key.on_update, key.deferrable);
            let ignored = (&key.match_type, key.on_insert);
            let (columns, referred) = (key.columns.join(","), key.referred.join(","));
            format!("fk({columns}>{}.{referred} {rest:?} {ignored:?})", key.table)
                .replace("Some", "")
                .replace("None", "-")
        }
        Rule::NotNull => "not null".to_owned(),
        Rule::Null => "null".to_owned(),
        Rule::Default { text } => format!("default[{text}]"),
        Rule::Collate { collation } => format!("collate {collation}"),
        Rule::Generated { expression, stored } => {
            format!("{}[{expression}]", if *stored { "stored" } else { "virtual" })
        }
    };
    let name = constraint.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
    let conflict = constraint.conflict.map(|word| format!(" or {word}")).unwrap_or_default();
    format!("{name}{text}{conflict}")
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(outline(text), expected, "{text}");
}

#[test]
fn columns_are_read_with_any_quotes_and_any_type() {
    check("CREATE TABLE t(a)", &["a||"]);
    check("create temp table if not exists \"x\".[y] (a, b text)", &["a||", "b|text|"]);
    check(
        "CREATE TABLE t('a''b' INT, \"c\"\"d\" INT, [e f] INT, `g``h` INT)",
        &["a'b|INT|", "c\"d|INT|", "e f|INT|", "g`h|INT|"],
    );
    check(
        "CREATE TABLE t(a VARCHAR ( 10 ), b DECIMAL(10,-2), c double precision, d 'odd, type')",
        &["a|VARCHAR ( 10 )|", "b|DECIMAL(10,-2)|", "c|double precision|", "d|'odd, type'|"],
    );
    check(
        "CREATE TABLE t(key TEXT, \"check\" INT, 'unique' INT, text text, größe REAL)",
        &["key|TEXT|", "check|INT|", "unique|INT|", "text|text|", "größe|REAL|"],
    );
}

#[test]
fn constraints_of_columns_are_read_in_any_order_and_case() {
    check(
        "CREATE TABLE t(a integer not null primary key autoincrement)",
        &["a|integer|not null|pk() auto"],
    );
    check(
        "CREATE TABLE t(a INTEGER PRIMARY KEY DESC ON CONFLICT REPLACE AUTOINCREMENT)",
        &["a|INTEGER|pk() desc auto or REPLACE"],
    );
    check(
        "CREATE TABLE t(a INT CONSTRAINT nn NOT NULL ON CONFLICT IGNORE \
         CONSTRAINT \"u q\" UNIQUE CONSTRAINT ck CHECK (a > (1)) COLLATE [NOCASE] NULL)",
        &["a|INT|nn: not null or IGNORE|u q: uq()|ck: ck[a > (1)]|collate NOCASE|null"],
    );
    check("CREATE TABLE t(a CONSTRAINT x CONSTRAINT y UNIQUE CONSTRAINT z)", &["a||y: uq()"]);
    check(
        "CREATE TABLE t(a GENERATED ALWAYS AS (b * (2)) STORED, b INT AS (1), c AS (2) VIRTUAL)",
        &["a||stored[b * (2)]", "b|INT|virtual[1]", "c||virtual[2]"],
    );
}

#[test]
fn defaults_are_read_as_they_are_written_without_their_parentheses() {
    for (written, expected) in [
        ("5", "5"),
        ("-5", "-5"),
        ("+ 5", "+ 5"),
        ("'it''s, (ok)'", "'it''s, (ok)'"),
        ("\"text\"", "\"text\""),
        ("word", "word"),
        ("NULL", "NULL"),
        ("x'00'", "x'00'"),
        ("( 1 + (2) )", "1 + (2)"),
        ("(1 -- one, or (two\n)", "1"),
        ("(/* a ) */ 'b' /* c */ || 'd')", "'b' /* c */ || 'd'"),
        ("current_timestamp", "current_timestamp"),
    ] {
        check(
            &format!("CREATE TABLE t(a DEFAULT {written} NOT NULL, b)"),
            &[&format!("a||default[{expected}]|not null"), "b||"],
        );
    }
}

#[test]
fn foreign_keys_are_read_at_columns_and_at_the_table() {
    check("CREATE TABLE t(a REFERENCES p)", &["a||fk(>p. (-, -, -) (-, -))"]);
    check(
        "CREATE TABLE t(a INT REFERENCES \"p q\"([x]) ON UPDATE CASCADE ON DELETE SET NULL NOT NULL \
         DEFERRABLE INITIALLY DEFERRED)",
        &["a|INT|fk(>p q.x ((SetNull), (Cascade), (InitiallyDeferred)) (-, -))|not null"],
    );
    check(
        "CREATE TABLE t(a REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED, b REFERENCES p DEFERRABLE)",
        &["a||fk(>p. (-, -, -) (-, -))", "b||fk(>p. (-, -, (InitiallyImmediate)) (-, -))"],
    );
    check(
        "CREATE TABLE t(a, b, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (x, y) MATCH FULL \
         ON INSERT RESTRICT ON DELETE NO ACTION DEFERRABLE INITIALLY IMMEDIATE)",
        &[
            "a||",
            "b||",
            "f: fk(a,b>p.x,y ((NoAction), -, (InitiallyImmediate)) ((\"FULL\"), (\"RESTRICT\")))",
        ],
    );
}

#[test]
fn constraints_of_tables_are_read_with_commas_and_without() {
    check(
        "CREATE TABLE t(a, b, PRIMARY KEY (a DESC, b COLLATE NOCASE) ON CONFLICT FAIL UNIQUE (b) \
         CONSTRAINT c CHECK (a > ',') , CONSTRAINT d CHECK(b) ON CONFLICT IGNORE)",
        &[
            "a||",
            "b||",
            "pk(a desc,b collate NOCASE) or FAIL",
            "uq(b)",
            "c: ck[a > ',']",
            "d: ck[b] or IGNORE",
        ],
    );
    check(
        "CREATE TABLE t(id INTEGER, PRIMARY KEY (id AUTOINCREMENT))",
        &["id|INTEGER|", "pk(id) auto"],
    );
    check(
        "CREATE TABLE t(a, UNIQUE((a)), UNIQUE ((\"a\" COLLATE x) ASC))",
        &["a||", "uq(a)", "uq(a collate x)"],
    );
    check(
        "CREATE TABLE t(a PRIMARY KEY) strict, without rowid",
        &["a||pk()", "STRICT", "WITHOUT ROWID"],
    );
    check("CREATE TABLE t(a PRIMARY KEY)WITHOUT ROWID;", &["a||pk()", "WITHOUT ROWID"]);
}

#[test]
fn comments_and_line_ends_may_stand_anywhere() {
    check(
        "CREATE TABLE t -- the (table\r\n( -- a, b\n a /* ) */ INT -- first\n , /* , */ b TEXT\n\
         DEFAULT /* none */ 'x' -- , c INT\n, CHECK ( -- always\n a > 0 /* ) */ ) -- end\n) -- ;",
        &["a|INT|", "b|TEXT|default['x']", "ck[a > 0]"],
    );
}

#[test]
fn what_is_not_understood_is_told_with_its_place() {
    for (text, expected) in [
        ("", "the end of its text in place of `CREATE TABLE`"),
        ("CREATE VIEW v", "`VIEW` at byte 7 of its text, in place of `CREATE TABLE`"),
        ("CREATE TABLE t", "the end of its text in place of the columns of a table"),
        ("CREATE TABLE t(", "the end of its text in place of a parenthesis that closes"),
        ("CREATE TABLE t()", "`)` at byte 15 of its text, in place of the name of a column"),
        ("CREATE TABLE t(a,)", "`)` at byte 17 of its text, in place of the name of a column"),
        ("CREATE TABLE t(a 'x)", "the end of its text in place of a parenthesis that closes"),
        (
            "CREATE TABLE t(a INT = 1)",
            "`=` at byte 21 of its text, in place of a constraint of a column",
        ),
        (
            "CREATE TABLE t(a, CHECK a)",
            "`a` at byte 24 of its text, in place of the expression of a check",
        ),
        (
            "CREATE TABLE t(a, UNIQUE (a + b))",
            "`+` at byte 28 of its text, in place of the end of a list of columns",
        ),
        (
            "CREATE TABLE t(a, UNIQUE ((a))",
            "the end of its text in place of a parenthesis that closes",
        ),
        (
            "CREATE TABLE t(a) WITH FIRE",
            "`WITH` at byte 18 of its text, in place of an option of a table",
        ),
        (
            "CREATE TABLE t(a REFERENCES p ON DELETE EXPLODE)",
            "`EXPLODE` at byte 40 of its text, in place of a referential action",
        ),
        (
            "CREATE TABLE t(a AS SELECT 1)",
            "`SELECT` at byte 20 of its text, in place of the expression of a generated column",
        ),
    ] {
        let unread = TableText::parse(text).unwrap_err();
        assert_eq!(unread.to_string(), expected, "{text}");
    }
}

fn check_index(text: &str, expected: &[&str]) {
    let index = IndexText::parse(text).unwrap_or_else(|unread| panic!("{text}: {unread}"));
    let mut lines = Vec::new();
    lines.extend(index.unique.then(|| "unique".to_owned()));
    for part in &index.parts {
        let name = part.name.as_deref().unwrap_or("-");
        let collation = part.collation.as_deref().unwrap_or("-");
        let order = part.order.map_or("-".to_owned(), |order| format!("{order:?}"));
        lines.push(format!("{name}|{}|{collation}|{order}", part.expression));
    }
    lines.extend(index.predicate.map(|predicate| format!("where {predicate}")));
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn indexes_are_read_with_their_parts_and_predicates() {
    check_index("CREATE INDEX i ON t(a)", &["a|a|-|-"]);
    check_index(
        "create unique index if not exists x.i on \"t u\" ([a b] desc, 'c' ASC)",
        &["unique", "a b|[a b]|-|Descending", "c|'c'|-|Ascending"],
    );
    check_index(
        "CREATE INDEX i ON t(a COLLATE NOCASE, (b) COLLATE \"x\" DESC)",
        &["a|a|NOCASE|-", "b|b|x|Descending"],
    );
    check_index(
        "CREATE INDEX i ON t(lower(a), (a + b), a || ',' || b, ((a)) DESC)",
        &["-|lower(a)|-|-", "-|a + b|-|-", "-|a || ',' || b|-|-", "a|(a)|-|Descending"],
    );
    // The collation is of the last operand only, and stays where it is.
    check_index(
        "CREATE INDEX i ON t(a || b COLLATE NOCASE, lower(a) COLLATE NOCASE, (a)||(b) COLLATE x)",
        &["-|a || b COLLATE NOCASE|-|-", "-|lower(a)|NOCASE|-", "-|(a)||(b) COLLATE x|-|-"],
    );
    check_index(
        "CREATE INDEX i ON t(a) WHERE a > 0 AND (b IS NULL) -- end",
        &["a|a|-|-", "where a > 0 AND (b IS NULL)"],
    );
}

#[test]
fn an_index_that_is_not_understood_is_told_with_its_place() {
    for (text, expected) in [
        ("CREATE TABLE t(a)", "`TABLE` at byte 7 of its text, in place of `CREATE INDEX`"),
        ("CREATE INDEX i ON t", "the end of its text in place of the parts of an index"),
        ("CREATE INDEX i ON t()", "`)` at byte 20 of its text, in place of a part of an index"),
        ("CREATE INDEX i ON t(a,,b)", "`,` at byte 22 of its text, in place of a part of an index"),
        ("CREATE INDEX i ON t(a) USING b", "`USING` at byte 23 of its text, in place of `WHERE`"),
        (
            "CREATE INDEX i ON t(DESC)",
            "`DESC` at byte 20 of its text, in place of a part of an index",
        ),
    ] {
        let unread = IndexText::parse(text).unwrap_err();
        assert_eq!(unread.to_string(), expected, "{text}");
    }
}

/// Pieces of data definitions in any order, with some text of no sense.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "CREATE", "TABLE", "INDEX", "UNIQUE", "t", "(", ")", ",", "a", "INTEGER", "PRIMARY",
            "KEY", "AUTOINCREMENT", "CHECK", "CONSTRAINT", "REFERENCES", "FOREIGN", "ON", "DELETE",
            "SET", "NULL", "NOT", "DEFAULT", "DEFERRABLE", "INITIALLY", "DEFERRED", "COLLATE",
            "GENERATED", "ALWAYS", "AS", "STORED", "MATCH", "CONFLICT", "REPLACE", "WITHOUT",
            "ROWID", "STRICT", "WHERE", "DESC", "'", "''", "\"", "`", "[", "]", "--", "/*", "*/",
            "\n", ";", ".", "x'", "-", "1", "1e", "'a'", "\"b\"", "[c]", "ü", "\u{feff}", "\0",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    (prop::bool::ANY, prop::collection::vec((piece, prop::bool::ANY), 0..30)).prop_map(
        |(begins, pieces)| {
            let mut text = String::from(if begins { "CREATE TABLE t(" } else { "" });
            for (piece, space) in pieces {
                text.push_str(&piece);
                if space {
                    text.push(' ');
                }
            }
            text
        },
    )
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in pieces()) {
        let _ = TableText::parse(&text);
        let _ = IndexText::parse(&text);
        let _ = IndexText::parse(&text.replace("CREATE TABLE t(", "CREATE INDEX i ON t("));
    }

    #[test]
    fn a_text_that_lost_a_piece_is_read_or_refused(cut in 0_usize..400, length in 1_usize..40) {
        let text = "CREATE TABLE \"t\" (a INTEGER PRIMARY KEY AUTOINCREMENT, [b] VARCHAR(50) NOT NULL \
                    DEFAULT ('it''s' || \"x\") COLLATE NOCASE CHECK (length(b) > (1)), c AS (a + 1) STORED, \
                    `d` INT REFERENCES \"p\" (x) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, /* , */ \
                    CONSTRAINT 'u' UNIQUE (a, b COLLATE x DESC) ON CONFLICT FAIL, -- end\n CHECK (b <> ')')) STRICT";
        let start = cut.min(text.len());
        let end = (start + length).min(text.len());
        let left = format!("{}{}", &text[..start], &text[end..]);
        let _ = TableText::parse(&left);
    }
}
