use crate::case::{Case, bigint, case, column, integer, of, table, text, varchar, with};
use fsm_core::{CheckDef, ColumnDef, Dialect, IndexDef, SqlType, TableDef, UniqueDef};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("column_added", table("t"), table("t").column(varchar("a").nullable())),
        case(
            "column_added_not_null_with_default",
            table("t"),
            table("t").column(varchar("a").default_value("none")),
        ),
        case("column_added_not_null_to_no_rows", table("t"), table("t").column(varchar("a"))),
        case(
            "column_added_in_the_middle",
            table("t").column(varchar("c").nullable()),
            TableDef::new("t")
                .column(bigint("id"))
                .column(varchar("a").nullable())
                .column(varchar("c").nullable())
                .primary_key(["id"]),
        ),
        case(
            "columns_added",
            table("t"),
            table("t").column(varchar("a").nullable()).column(integer("b").nullable()),
        ),
        case(
            "column_added_with_unique_check_and_index",
            table("t"),
            table("t")
                .column(integer("a").nullable())
                .unique(UniqueDef::new(["a"]))
                .check(CheckDef::new("a > 0").at_column("a"))
                .index(IndexDef::new(["a"])),
        ),
        case(
            "column_added_with_comment",
            table("t"),
            table("t").column(varchar("a").nullable().comment("it's new")),
        ),
        case("column_dropped", table("t").column(varchar("a")), table("t")),
        case(
            "column_dropped_with_default",
            table("t").column(varchar("a").default_value("x")).column(integer("b")),
            table("t").column(integer("b")),
        ),
        case(
            "column_dropped_with_what_speaks_of_it",
            table("t")
                .column(integer("a"))
                .column(integer("b"))
                .unique(UniqueDef::new(["a", "b"]))
                .check(CheckDef::new("a > 0").at_column("a"))
                .index(IndexDef::new(["a"])),
            table("t").column(integer("b")),
        ),
        case(
            "column_dropped_and_others_added",
            table("t").column(integer("a")),
            table("t").column(text("description").nullable()).column(varchar("code").nullable()),
        ),
        case(
            "columns_in_another_order",
            table("t").column(varchar("a")).column(integer("b")),
            table("t").column(integer("b")).column(varchar("a")),
        )
        .same("the order of columns means nothing to a model"),
        column("column_becomes_nullable", varchar("a"), varchar("a").nullable()),
        column("column_becomes_not_null", varchar("a").nullable(), varchar("a")),
        column(
            "column_becomes_not_null_with_default",
            varchar("a").nullable(),
            varchar("a").default_value("none"),
        ),
        case(
            "nullable_column_under_an_index",
            table("t").column(varchar("a")).index(IndexDef::new(["a"])),
            table("t").column(varchar("a").nullable()).index(IndexDef::new(["a"])),
        ),
        column(
            "column_changed_in_every_way",
            of(SqlType::Integer).nullable(),
            of(SqlType::BigInteger).default_value(7_i64).comment("all at once"),
        ),
        case(
            "columns_changed_at_once",
            table("t").column(varchar("a")).column(integer("b")).column(integer("c")),
            table("t")
                .column(varchar("a").nullable())
                .column(bigint("b"))
                .column(integer("c").default_value(3_i64)),
        ),
        case(
            "column_names_that_need_quotes",
            table("t").column(integer("select")),
            table("t").column(integer("select")).column(integer("a \"b\" `c` 'd'").nullable()),
        ),
        case(
            "column_of_another_case",
            table("t").column(integer("Amount")),
            table("t").column(integer("amount")),
        )
        .none(Dialect::Sqlite, "the names of columns are the same in any case")
        .none(Dialect::Mysql, "the names of columns are the same in any case"),
        case(
            "column_of_an_attribute_of_one_dialect",
            table("t").column(text("a")),
            table("t").column(text("a").type_on(Dialect::Postgres, "VARCHAR(20)")),
        )
        .none(Dialect::Sqlite, "the type is another on PostgreSQL only")
        .none(Dialect::Mysql, "the type is another on PostgreSQL only"),
        case("table_equal", whole(), whole()).same("nothing changes"),
    ]
}

/// A bit of everything.
fn whole() -> TableDef {
    table("t")
        .column(varchar("a").default_value("it's"))
        .column(integer("b").nullable())
        .column(with(ColumnDef::new("c", SqlType::Boolean), |column| {
            column.default = Some(false.into());
        }))
        .unique(UniqueDef::new(["a"]))
        .check(CheckDef::new("b IN (1, 2, 3)").at_column("b"))
        .index(IndexDef::new(["b"]))
        .comment("whole")
}
