use crate::case::{Case, case, column, table, text, varchar};
use fsm_core::Dialect::{self, Mysql, Postgres, Sqlite};
use fsm_core::{IndexDef, Sql, TableDef, UniqueDef};

const NONE: &str = "there are no comments";

fn usual() -> Sql {
    Sql::new("C").on(Sqlite, "NOCASE").on(Mysql, "utf8mb4_bin")
}

fn other() -> Sql {
    Sql::new("POSIX").on(Sqlite, "RTRIM").on(Mysql, "utf8mb4_unicode_ci")
}

fn only(dialect: Dialect, name: &'static str) -> Sql {
    Sql { common: None, overrides: vec![(dialect, name.into())].into() }
}

/// Collations and comments.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        column("collation_added", varchar("a"), varchar("a").collation(usual())),
        column("collation_removed", varchar("a").collation(usual()), varchar("a")),
        column(
            "collation_changed",
            varchar("a").collation(usual()),
            varchar("a").collation(other()),
        ),
        column("collation_of_text", text("a"), text("a").collation(usual())),
        column(
            "collation_of_sqlite_only",
            varchar("a"),
            varchar("a").collation(only(Sqlite, "NOCASE")),
        )
        .none(Postgres, "the collation is SQLite's only")
        .none(Mysql, "the collation is SQLite's only"),
        column(
            "collation_of_another_case",
            varchar("a").collation(only(Sqlite, "NOCASE")),
            varchar("a").collation(only(Sqlite, "nocase")),
        )
        .same("the names of collations are the same in any case, and this is SQLite's only"),
        case(
            "collation_under_an_index",
            table("t").column(varchar("a")).index(IndexDef::new(["a"])),
            table("t").column(varchar("a").collation(usual())).index(IndexDef::new(["a"])),
        ),
        case(
            "collation_under_a_unique_constraint",
            table("t").column(varchar("a").collation(usual())).unique(UniqueDef::new(["a"])),
            table("t").column(varchar("a").collation(other())).unique(UniqueDef::new(["a"])),
        ),
        column(
            "collation_of_the_server",
            varchar("a"),
            varchar("a").collation(only(Postgres, "default")),
        )
        .same("it is the usual collation, and PostgreSQL's only"),
        case(
            "collation_and_length",
            table("t").column(varchar("a")),
            TableDef::new("t")
                .column(crate::case::bigint("id"))
                .column(crate::case::of(fsm_core::SqlType::String(60)).collation(usual()))
                .primary_key(["id"]),
        ),
    ];
    let comments = vec![
        column("comment_added", varchar("a"), varchar("a").comment("what it is")),
        column("comment_removed", varchar("a").comment("what it is"), varchar("a")),
        column(
            "comment_changed",
            varchar("a").comment("what it is"),
            varchar("a").comment("What it is"),
        ),
        column(
            "comment_with_quotes",
            varchar("a").comment("its"),
            varchar("a").comment("it's \"a\" \\ `b`; -- ünï"),
        ),
        column(
            "comment_with_lines",
            varchar("a").comment("one\ntwo"),
            varchar("a").comment("one\n\ntwo"),
        ),
        case("table_comment_added", table("t"), table("t").comment("what it is")),
        case("table_comment_removed", table("t").comment("what it is"), table("t")),
        case("table_comment_changed", table("t").comment("one"), table("t").comment("two")),
        case(
            "comments_of_table_and_columns",
            table("t").comment("one").column(varchar("a").comment("one")),
            table("t").comment("two").column(varchar("a").comment("two")),
        ),
        case(
            "index_comment",
            table("t").column(varchar("a")).index(IndexDef::new(["a"])),
            table("t").column(varchar("a")).index(IndexDef::new(["a"]).comment("why")),
        ),
    ];
    cases.extend(comments.into_iter().map(|case| case.none(Sqlite, NONE)));
    cases
}
