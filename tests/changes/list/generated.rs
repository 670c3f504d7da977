use crate::case::{Case, case, column, integer, table, text};
use fsm_core::Dialect::{self, Mysql, Sqlite};
use fsm_core::{ColumnDef, IndexDef, SqlType, TableDef};

fn generated(expression: &'static str, stored: bool) -> TableDef {
    with_a(integer("b").nullable().computed(expression, stored))
}

fn with_a(column: ColumnDef) -> TableDef {
    table("t").column(integer("a")).column(column)
}

const VIRTUAL: &[Dialect] = &[Sqlite, Mysql];
const NO_VIRTUAL: &str = "there are no virtual columns";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("generated_added", table("t").column(integer("a")), generated("a * 2", true)),
        case("generated_dropped", generated("a * 2", true), table("t").column(integer("a"))),
        case("generated_expression", generated("a * 2", true), generated("a * 3", true)),
        case(
            "generated_expression_of_functions",
            generated("abs(a)", true),
            generated("abs(a) + 1", true),
        ),
        case("generated_becomes_plain", generated("a * 2", true), with_a(integer("b").nullable())),
        case("plain_becomes_generated", with_a(integer("b").nullable()), generated("a * 2", true)),
        case("generated_virtual_added", table("t").column(integer("a")), generated("a * 2", false))
            .only(VIRTUAL, NO_VIRTUAL),
        case("generated_virtual_expression", generated("a * 2", false), generated("a * 3", false))
            .only(VIRTUAL, NO_VIRTUAL),
        case(
            "generated_virtual_becomes_stored",
            generated("a * 2", false),
            generated("a * 2", true),
        )
        .only(VIRTUAL, NO_VIRTUAL),
        case(
            "generated_stored_becomes_virtual",
            generated("a * 2", true),
            generated("a * 2", false),
        )
        .only(VIRTUAL, NO_VIRTUAL),
        case(
            "generated_type",
            generated("a * 2", true),
            with_a(ColumnDef::new("b", SqlType::BigInteger).nullable().computed("a * 2", true)),
        ),
        case(
            "generated_under_an_index",
            generated("a * 2", true).index(IndexDef::new(["b"])),
            generated("a * 3", true).index(IndexDef::new(["b"])),
        ),
        case(
            "generated_from_a_column_that_changes_its_type",
            generated("a * 2", true),
            table("t")
                .column(ColumnDef::new("a", SqlType::BigInteger))
                .column(integer("b").nullable().computed("a * 2", true)),
        ),
        case("generated_parentheses_only", generated("a * 2", true), generated("(a * 2)", true))
            .same("parentheses around the whole mean nothing"),
        column("generated_constant", integer("a"), integer("a").nullable().computed("1 + 1", true)),
        case(
            "generated_texts",
            table("t").column(text("a")).column(text("b").nullable().computed("upper(a)", true)),
            table("t").column(text("a")).column(text("b").nullable().computed("lower(a)", true)),
        ),
    ]
}
