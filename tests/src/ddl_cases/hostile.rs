use super::{Group, integer, table, varchar};
use fsm_core::{CheckDef, ColumnDef, EnumDef, SqlType, TableDef, UniqueDef};

/// Names that break what quotes them carelessly.
///
/// Whether a dialect takes one is not said here: it reads back exactly, or is refused by name.
pub const NAMES: &[&str] = &[
    "it's",
    "say \"hi\"",
    "back`tick",
    "100%",
    "%s%(table_name)s",
    "a;--b",
    "a'); DROP TABLE victim; --",
    "back\\slash",
    "line\nbreak",
    "tab\tulator",
    "nul\0byte",
    "crab \u{1f980}",
    "Ünïcödé",
    "数据库",
    "select",
    "ORDER BY",
    "with.dot",
    "[brackets]",
    "{braces}",
    "$1",
    "?",
    ":name",
    "@var",
    " leading",
    "trailing ",
    "",
    "UPPER",
    "\u{202e}right to left",
    "e\u{301} combining",
    SIXTY_THREE,
    SIXTY_FOUR,
    SIXTY_FIVE,
    TWO_HUNDRED,
    UMLAUTS,
    "sqlite_master2",
    "pg_mine",
];

/// What stands in comments, labels and defaults.
pub const TEXTS: &[&str] = &[
    "it's",
    "''",
    "'",
    "\"",
    "`",
    "\\",
    "\\'",
    "\\\\",
    "\\n",
    "C\\new\\table",
    "ends in \\",
    "100% %s",
    "; DROP TABLE victim; --",
    "/* comment */",
    "$$ $1 ? :name",
    "line\nbreak\r\ttab",
    "Ünïcödé 数据库",
    "crab \u{1f980}",
    "nul\0byte",
    " padded ",
    "\u{1a}",
];

const SIXTY_THREE: &str = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0";
const SIXTY_FOUR: &str = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz01";
const SIXTY_FIVE: &str = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz012";
const TWO_HUNDRED: &str = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrst";
/// Forty characters of two bytes each.
const UMLAUTS: &str = "öööööööööööööööööööööööööööööööööööööööö";

pub(super) fn cases() -> Group {
    vec![
        ("hostile_quotes", vec![everywhere("it's \"a\" `b`; --", "it's \"a\" `b` \\ %s; --")]),
        ("hostile_reserved_words", vec![everywhere("select", "ORDER BY")]),
        ("hostile_nul", vec![everywhere("nul\0byte", "nul\0byte")]),
        ("hostile_emoji", vec![everywhere("crab \u{1f980}", "crab \u{1f980}")]),
        ("hostile_63_bytes", vec![everywhere(SIXTY_THREE, "x")]),
        ("hostile_200_characters", vec![everywhere(TWO_HUNDRED, TWO_HUNDRED)]),
        (
            "hostile_columns_that_differ_by_case",
            vec![table("t").column(integer("name")).column(integer("NAME"))],
        ),
        ("hostile_tables_that_differ_by_case", vec![table("t"), table("T")]),
        (
            "hostile_labels_that_differ_by_case",
            vec![
                table("t").column(ColumnDef::new(
                    "label",
                    SqlType::Enum(EnumDef::new("label", ["a", "A"])),
                )),
            ],
        ),
        ("hostile_schema", vec![table("x").with_schema("it's \"a\" `b`; --")]),
    ]
}

/// `name` as table, column and constraint, `text` as comment, label and default.
fn everywhere(name: &'static str, text: &'static str) -> TableDef {
    TableDef::new(fsm_core::TableName::new(name))
        .column(varchar(name).default_value(short(text)).comment(text))
        .column(ColumnDef::new(
            "label",
            SqlType::Enum(EnumDef::new("label_enum", [short(text), "other"])),
        ))
        .column(integer("number"))
        .comment(text)
        .unique(UniqueDef::new([name]))
        .check(CheckDef::new("number > 0").named(name))
}

/// At most what the column takes.
fn short(text: &'static str) -> &'static str {
    text.get(..50).unwrap_or(text)
}
