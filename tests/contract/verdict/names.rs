//! Names that two objects would have, or seem to.

use fsm_core::{
    ColumnDef, EnumDef, ForeignKeyDef, IdentityDef, IndexColumn, IndexDef, SqlType, TableDef,
    UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{held, integer, refused, refused_for_others, table};

pub(super) fn postgres() -> Vec<Case> {
    cases![
        enums_and_what_has_their_names,
        sequences_of_numbered_columns,
        expressions_of_the_same_words
    ]
}

pub(super) fn sqlite() -> Vec<Case> {
    cases![the_main_schema, expressions_of_the_same_words]
}

fn of_kind(table: TableDef, kind: &'static str) -> TableDef {
    table.column(ColumnDef::new("kind", SqlType::Enum(EnumDef::new(kind, ["a"]))))
}

/// A table has a type of its name, and an index has none.
async fn enums_and_what_has_their_names(db: &TestDatabase) -> TestResult {
    let t = || of_kind(table("t"), "mood").column(integer("a"));
    let models = vec![
        held("a unique constraint", vec![t().unique(UniqueDef::new(["a"]).named("mood"))]),
        held("an index", vec![t().index(IndexDef::new(["a"]).named("mood"))]),
        held("a primary key", vec![of_kind(table("t"), "pk_t")]),
        held("an array of another", vec![t(), of_kind(table("u"), "_mood")]),
        held("the row type of an array", vec![of_kind(table("t"), "_t")]),
        refused("a table", &["`mood`"], vec![t(), table("mood")]),
        refused("its own table", &["`t`"], vec![of_kind(table("t"), "t")]),
        refused("a sequence", &["`t_id_seq`"], vec![of_kind(table("t"), "t_id_seq")]),
    ];
    judge(db, models).await
}

/// The name is not ours: PostgreSQL makes it of the table's and the column's.
async fn sequences_of_numbered_columns(db: &TestDatabase) -> TestResult {
    let long = "a_table_with_a_name_of_many_words_that_goes_on_and_on_for_ever";
    let column = "a_column_with_a_name_of_many_words_that_goes_on_and_on_for_eve";
    let cut = "a_table_with_a_name_of_many_w_a_column_with_a_name_of_many__seq";
    let unnumbered = |name: &'static str| TableDef::new(name).column(integer("a"));
    let numbered = TableDef::new(long)
        .column(ColumnDef::new(column, SqlType::BigInteger).identity(IdentityDef::NEW));
    let models = vec![
        refused(
            "a table of that name",
            &["`users.users_id_seq`", "the sequence of a column"],
            vec![table("users"), unnumbered("users_id_seq")],
        ),
        refused(
            "an index of that name",
            &["`users_id_seq`"],
            vec![table("users").index(IndexDef::new(["id"]).named("users_id_seq"))],
        ),
        refused(
            "a name that is cut",
            &["`a_table_with_a_name_of_many_w"],
            vec![numbered.index(IndexDef::new([column]).named(cut))],
        ),
        // It would work the first time, and not if the other one is there already.
        refused_for_others(
            "a table of that name that is created before",
            &["`users_id_seq`"],
            vec![
                unnumbered("users_id_seq").primary_key(["a"]),
                table("users").column(integer("a")).foreign_key(ForeignKeyDef::new(
                    ["a"],
                    "users_id_seq",
                    ["a"],
                )),
            ],
        ),
        held(
            "a table without numbers",
            vec![unnumbered("users").column(integer("id")), unnumbered("users_id_seq")],
        ),
        held("in another schema", vec![table("users"), unnumbered("app.users_id_seq")]),
    ];
    judge(db, models).await?;
    db.execute("DROP SCHEMA app").await?;
    Ok(())
}

/// What has no schema is created in `main`.
async fn the_main_schema(db: &TestDatabase) -> TestResult {
    let models = vec![
        held("a table of it", vec![table("main.users"), table("posts")]),
        refused(
            "one table by two names",
            &["`main.users`", "`users`"],
            vec![table("users"), table("main.users")],
        ),
        refused(
            "in other letters",
            &["`MAIN.Users`", "`users`"],
            vec![table("users"), table("MAIN.Users")],
        ),
    ];
    judge(db, models).await
}

async fn expressions_of_the_same_words(db: &TestDatabase) -> TestResult {
    let by = |sql: &'static str| IndexDef::new([IndexColumn::expression(sql)]);
    let one = table("t").column(integer("a")).index(by("a + 1")).index(by("a - 1"));
    judge(db, vec![held("two of them", vec![one])]).await
}
