//! What the attributes say can be said by a program as well: a table that is derived, beside the
//! same one built with the setters.

use fsm_core::{
    CheckDef, ColumnDef, Deferrable, Dialect, ForeignKeyDef, IndexColumn, IndexDef, MatchType,
    NullsOrder, SqlType, Table, TableDef, TableOptions, UniqueDef,
};

#[derive(Table)]
#[table(
    name = "lines",
    schema = "app",
    renamed_from = "rows",
    unique(columns(a, b), deferrable, nulls_not_distinct, dialects(postgres)),
    check(name = "ck_lines", sql = "a > b", dialects(sqlite, mysql)),
    index(
        unique,
        columns(a desc nulls last, b ops = "text_ops" collate = "C", c length = 20),
        include(c),
        nulls_not_distinct,
        comment = "by a",
        renamed_from = "ix_rows",
        dialects(postgres)
    ),
    foreign_key(columns(a, b), references = "pairs(a, b)", match = "full"),
    sqlite(strict)
)]
struct Line {
    #[column(primary_key, check = "a > 0")]
    a: i64,
    b: String,
    c: String,
}

#[test]
fn what_a_program_builds_is_what_the_attributes_say() {
    let mut options = TableOptions::NEW;
    options.sqlite.strict = true;
    let built = TableDef::new("app.lines")
        .renamed_from("rows")
        .options(options)
        .column(ColumnDef::new("a", SqlType::BigInteger))
        .column(ColumnDef::new("b", SqlType::Text))
        .column(ColumnDef::new("c", SqlType::Text))
        .primary_key(["a"])
        .unique(
            UniqueDef::new(["a", "b"])
                .deferrable(Deferrable::InitiallyImmediate)
                .nulls_not_distinct()
                .dialects([Dialect::Postgres]),
        )
        .check(CheckDef::new("a > 0").at_column("a"))
        .check(CheckDef::new("a > b").named("ck_lines").dialects([Dialect::Sqlite, Dialect::Mysql]))
        .index(
            IndexDef::new([
                IndexColumn::column("a").descending().nulls(NullsOrder::Last),
                IndexColumn::column("b").operator_class("text_ops").collation("C"),
                IndexColumn::column("c").prefix_length(20),
            ])
            .unique()
            .include(["c"])
            .nulls_not_distinct()
            .comment("by a")
            .renamed_from("ix_rows")
            .dialects([Dialect::Postgres]),
        )
        .foreign_key(
            ForeignKeyDef::new(["a", "b"], "pairs", ["a", "b"]).match_type(MatchType::Full),
        );
    assert_eq!(*Line::definition(), built);
}
