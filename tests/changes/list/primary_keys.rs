use crate::case::{Case, bigint, case, integer, table, varchar, with};
use fsm_core::Dialect::Mysql;
use fsm_core::{ForeignKeyDef, PrimaryKeyDef, TableDef, UniqueDef};

fn ab() -> TableDef {
    TableDef::new("t").column(bigint("a")).column(bigint("b"))
}

fn named(name: &'static str) -> TableDef {
    with(ab(), |table| table.primary_key = Some(PrimaryKeyDef::new(["a", "b"]).named(name)))
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("primary_key_added", ab(), ab().primary_key(["a", "b"])),
        case("primary_key_dropped", ab().primary_key(["a", "b"]), ab()),
        case("primary_key_gets_a_column", code(&["code"]), code(&["code", "place"])),
        case("primary_key_loses_a_column", code(&["code", "place"]), code(&["code"])),
        case("primary_key_of_another_column", code(&["code"]), code(&["place"])),
        case(
            "primary_key_in_another_order",
            ab().primary_key(["a", "b"]),
            ab().primary_key(["b", "a"]),
        ),
        case(
            "primary_key_from_number_to_text",
            table("t").column(varchar("code")),
            TableDef::new("t").column(bigint("id")).column(varchar("code")).primary_key(["code"]),
        ),
        case(
            "primary_key_of_a_new_column",
            TableDef::new("t").column(varchar("code")).primary_key(["code"]),
            TableDef::new("t").column(bigint("id")).column(varchar("code")).primary_key(["id"]),
        ),
        case(
            "primary_key_column_dropped",
            TableDef::new("t").column(bigint("id")).column(varchar("code")).primary_key(["id"]),
            TableDef::new("t").column(varchar("code")).primary_key(["code"]),
        ),
        case("primary_key_gets_a_name", ab().primary_key(["a", "b"]), named("the_key"))
            .none(Mysql, "a primary key is called PRIMARY there"),
        case("primary_key_name_changes", named("one_key"), named("other_key"))
            .none(Mysql, "a primary key is called PRIMARY there"),
        case(
            "primary_key_becomes_unique",
            code(&["code"]),
            TableDef::new("t")
                .column(varchar("code"))
                .column(varchar("place"))
                .unique(UniqueDef::new(["code"])),
        ),
        case(
            "unique_becomes_primary_key",
            TableDef::new("t")
                .column(varchar("code"))
                .column(varchar("place"))
                .unique(UniqueDef::new(["code"])),
            code(&["code"]),
        ),
        case("primary_key_of_a_table_without_rowid", rowid(&["code"]), rowid(&["code", "place"])),
        case(
            "primary_key_wider_with_a_child",
            [table("p").column(integer("n")), child()],
            [
                table("p").column(integer("n").nullable()).unique(UniqueDef::new(["id", "n"])),
                child(),
            ],
        ),
        case(
            "primary_key_column_no_longer_nullable",
            TableDef::new("t").column(varchar("code").nullable()).column(varchar("place")),
            TableDef::new("t")
                .column(varchar("code"))
                .column(varchar("place"))
                .primary_key(["code"]),
        ),
    ]
}

fn code(columns: &[&'static str]) -> TableDef {
    TableDef::new("t")
        .column(varchar("code"))
        .column(varchar("place"))
        .primary_key(columns.iter().copied())
}

fn rowid(columns: &[&'static str]) -> TableDef {
    with(code(columns), |table| table.options.sqlite.without_rowid = true)
}

fn child() -> TableDef {
    table("c").column(bigint("p_id")).foreign_key(ForeignKeyDef::new(["p_id"], "p", ["id"]))
}
