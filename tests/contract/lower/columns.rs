//! Columns come, go, get other names and become others.

use super::scenario::{Scenario, alter, child, id, number, t, text, with_rows};
use fsm_core::change::Change;
use fsm_core::{
    Autoincrement, ColumnDef, Dialect, IdentityDef, IndexDef, SqlType, TableDef, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        a_nullable_column_is_added,
        a_column_with_a_constant_is_added_and_rows_have_it,
        a_column_with_an_expression_is_added_and_rows_have_it,
        a_column_of_a_unique_constraint_is_added,
        a_column_is_dropped,
        a_column_is_renamed_with_what_speaks_of_it,
        two_columns_swap_their_names,
        a_new_column_takes_the_name_of_a_renamed_one,
        text_becomes_longer_and_shorter,
        a_number_becomes_wider,
        text_becomes_a_number,
        a_type_changes_under_a_default,
        a_default_comes_and_goes,
        a_column_no_longer_holds_null,
        a_column_no_longer_holds_null_and_rows_get_the_default,
        a_comment_comes_and_goes,
        a_generated_column_is_added,
        a_generated_column_gets_another_expression,
        a_column_is_changed_in_every_way_at_once,
        a_boolean_becomes_a_number,
    ]
}

pub fn postgres() -> Vec<Case> {
    cases![
        an_identity_changes_its_options,
        a_number_becomes_an_identity_that_goes_on,
        a_collation_comes_and_goes,
        a_type_changes_under_a_generated_column,
        text_that_is_too_long_is_refused_and_not_cut,
    ]
}

pub fn mysql() -> Vec<Case> {
    cases![
        a_column_keeps_what_is_not_changed,
        a_numbered_column_stays_a_key_at_every_moment,
        a_virtual_column_becomes_stored
    ]
}

pub fn virtual_columns() -> Vec<Case> {
    cases![a_virtual_column_is_added_and_left_out_of_copies]
}

fn add(column: ColumnDef) -> Change {
    Change::AddColumn { table: "t".into(), column }
}

fn drop(column: ColumnDef) -> Change {
    Change::DropColumn { table: "t".into(), column }
}

fn rename(before: &'static str, after: &'static str) -> Change {
    Change::RenameColumn { table: "t".into(), before: before.into(), after: after.into() }
}

async fn a_nullable_column_is_added(db: &TestDatabase) -> TestResult {
    with_rows(t(), vec![add(text("b"))]).keeps("SELECT a FROM t ORDER BY id").check(db).await
}

async fn a_column_with_a_constant_is_added_and_rows_have_it(db: &TestDatabase) -> TestResult {
    let column = ColumnDef::new("b", SqlType::String(9)).default_value("it's");
    with_rows(t(), vec![add(column)])
        .keeps_as("SELECT 'it''s' FROM t ORDER BY id", "SELECT b FROM t ORDER BY id")
        .only_there()
        .check(db)
        .await
}

async fn a_column_with_an_expression_is_added_and_rows_have_it(db: &TestDatabase) -> TestResult {
    let column = ColumnDef::new("b", SqlType::Integer).default_sql("1 + 2");
    with_rows(t(), vec![add(column)])
        .keeps_as("SELECT '3' FROM t", "SELECT CAST(b AS CHAR(1)) FROM t")
        .only_there()
        .check(db)
        .await
}

async fn a_column_of_a_unique_constraint_is_added(db: &TestDatabase) -> TestResult {
    let unique = UniqueDef::new(["b"]);
    let changes = vec![add(text("b")), Change::AddUnique { table: "t".into(), unique }];
    with_rows(t(), changes).keeps("SELECT a FROM t ORDER BY id").check(db).await
}

async fn a_column_is_dropped(db: &TestDatabase) -> TestResult {
    with_rows(t(), vec![drop(number("n"))]).keeps("SELECT a FROM t ORDER BY id").check(db).await
}

/// A check, a generated column, an index, a unique constraint.
fn spoken_of() -> TableDef {
    let doubled = ColumnDef::new("doubled", SqlType::Integer).nullable().computed("n * 2", true);
    t().column(doubled)
        .check(fsm_core::CheckDef::new("n > 0").named("ck_t_n"))
        .unique(UniqueDef::new(["n", "a"]).named("uq_t"))
        .index(IndexDef::new(["n"]).named("ix_t"))
}

async fn a_column_is_renamed_with_what_speaks_of_it(db: &TestDatabase) -> TestResult {
    let doubled = "SELECT CAST(doubled AS CHAR(3)) FROM t ORDER BY id";
    with_rows(spoken_of(), vec![rename("n", "amount")])
        .keeps_as(
            "SELECT CAST(n AS CHAR(3)) FROM t ORDER BY id",
            "SELECT CAST(amount AS CHAR(3)) FROM t ORDER BY id",
        )
        .keeps(doubled)
        .only_there()
        .check(db)
        .await
}

async fn two_columns_swap_their_names(db: &TestDatabase) -> TestResult {
    let table =
        TableDef::new("t").column(id()).column(text("a")).column(text("b")).primary_key(["id"]);
    let changes = vec![rename("a", "c"), rename("b", "a"), rename("c", "b")];
    Scenario::new([table], changes)
        .row("INSERT INTO t (a, b) VALUES ('a', 'b')")
        .keeps_as("SELECT a, b FROM t", "SELECT b, a FROM t")
        .only_there()
        .check(db)
        .await
}

async fn a_new_column_takes_the_name_of_a_renamed_one(db: &TestDatabase) -> TestResult {
    let changes = vec![
        rename("a", "b"),
        add(ColumnDef::new("a", SqlType::Integer).default_sql("1 + 1")),
        alter(number("n"), ColumnDef::new("n", SqlType::BigInteger).nullable()),
    ];
    with_rows(t(), changes)
        .keeps_as(
            "SELECT a, '2' FROM t ORDER BY id",
            "SELECT b, CAST(a AS CHAR(1)) FROM t ORDER BY id",
        )
        .only_there()
        .check(db)
        .await
}

async fn text_becomes_longer_and_shorter(db: &TestDatabase) -> TestResult {
    let longer = ColumnDef::new("a", SqlType::String(90)).nullable();
    with_rows(t(), vec![alter(text("a"), longer)])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_number_becomes_wider(db: &TestDatabase) -> TestResult {
    let wider = ColumnDef::new("n", SqlType::BigInteger).nullable();
    with_rows(t().index(IndexDef::new(["n"])), vec![alter(number("n"), wider)])
        .keeps("SELECT CAST(n AS CHAR(3)) FROM t ORDER BY id")
        .check(db)
        .await
}

async fn text_becomes_a_number(db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t").column(id()).column(text("a")).primary_key(["id"]);
    Scenario::new([table], vec![alter(text("a"), number("a"))])
        .row("INSERT INTO t (a) VALUES ('12'), (NULL), ('7')")
        .keeps("SELECT CAST(CAST(a AS CHAR(3)) AS CHAR(3)) FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_type_changes_under_a_default(db: &TestDatabase) -> TestResult {
    let before = ColumnDef::new("s", SqlType::String(9)).default_value("12");
    let after = ColumnDef::new("s", SqlType::Integer).default_value(12_i64);
    with_rows(t().column(before.clone()), vec![alter(before, after)])
        .keeps("SELECT CAST(s AS CHAR(3)) FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_default_comes_and_goes(db: &TestDatabase) -> TestResult {
    let after = text("a").default_value("new");
    with_rows(t(), vec![alter(text("a"), after)])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_column_no_longer_holds_null(db: &TestDatabase) -> TestResult {
    let after = ColumnDef::new("b", SqlType::String(9));
    let table = t().column(ColumnDef::new("b", SqlType::String(9)).nullable());
    Scenario::new([table, child()], vec![alter(after.clone().nullable(), after)])
        .row("INSERT INTO t (b) VALUES ('x')")
        .keeps("SELECT b FROM t")
        .check(db)
        .await
}

async fn a_column_no_longer_holds_null_and_rows_get_the_default(db: &TestDatabase) -> TestResult {
    let after = ColumnDef::new("a", SqlType::String(40)).default_value("none");
    with_rows(t(), vec![alter(text("a"), after)])
        .keeps_as("SELECT COALESCE(a, 'none') FROM t ORDER BY id", "SELECT a FROM t ORDER BY id")
        .only_there()
        .check(db)
        .await
}

async fn a_comment_comes_and_goes(db: &TestDatabase) -> TestResult {
    let after = text("a").comment("it's \\ a \"comment\"");
    with_rows(t(), vec![alter(text("a"), after)])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_generated_column_is_added(db: &TestDatabase) -> TestResult {
    let column = ColumnDef::new("b", SqlType::Integer).nullable().computed("n + 1", true);
    with_rows(t(), vec![add(column)])
        .keeps_as(
            "SELECT CAST(n + 1 AS CHAR(2)) FROM t ORDER BY id",
            "SELECT CAST(b AS CHAR(2)) FROM t ORDER BY id",
        )
        .only_there()
        .check(db)
        .await
}

async fn a_generated_column_gets_another_expression(db: &TestDatabase) -> TestResult {
    let column =
        |text: &'static str| ColumnDef::new("b", SqlType::Integer).nullable().computed(text, true);
    let table = t().column(column("n + 1")).index(IndexDef::new(["b"]).named("ix_b"));
    with_rows(table, vec![alter(column("n + 1"), column("n + 2"))])
        .keeps_as(
            "SELECT CAST(b + 1 AS CHAR(2)) FROM t ORDER BY id",
            "SELECT CAST(b AS CHAR(2)) FROM t ORDER BY id",
        )
        .only_there()
        .check(db)
        .await
}

async fn a_column_is_changed_in_every_way_at_once(db: &TestDatabase) -> TestResult {
    let after = ColumnDef::new("number", SqlType::BigInteger).default_value(7_i64).comment("all");
    let before = number("number");
    let changes =
        vec![rename("n", "number"), alter(before, after), drop(text("a")), add(text("b"))];
    with_rows(t(), changes)
        .keeps_as(
            "SELECT CAST(COALESCE(n, 7) AS CHAR(3)) FROM t ORDER BY id",
            "SELECT CAST(number AS CHAR(3)) FROM t ORDER BY id",
        )
        .only_there()
        .check(db)
        .await
}

async fn a_boolean_becomes_a_number(db: &TestDatabase) -> TestResult {
    let before = ColumnDef::new("b", SqlType::Boolean).default_value(true);
    let after = ColumnDef::new("b", SqlType::Integer).default_value(1_i64);
    with_rows(t().column(before.clone()), vec![alter(before, after)])
        .keeps_as("SELECT '1' FROM t", "SELECT CAST(b AS CHAR(1)) FROM t")
        .only_there()
        .check(db)
        .await?;
    Ok(())
}

async fn an_identity_changes_its_options(db: &TestDatabase) -> TestResult {
    let mut options = IdentityDef::NEW;
    options.always = true;
    options.increment = Some(5);
    options.max_value = Some(1000);
    options.cycle = true;
    let after = id().identity(options);
    with_rows(t(), vec![alter(id(), after)]).check(db).await
}

async fn a_number_becomes_an_identity_that_goes_on(db: &TestDatabase) -> TestResult {
    let plain = ColumnDef::new("k", SqlType::BigInteger);
    let numbered = plain.clone().identity(IdentityDef::NEW);
    let table = TableDef::new("t").column(plain.clone()).column(text("a"));
    Scenario::new([table], vec![alter(plain, numbered)])
        .row("INSERT INTO t (k, a) VALUES (41, 'x')")
        .keeps("SELECT k::text FROM t WHERE a = 'x'")
        .only_there()
        .check(db)
        .await?;
    let table = TableDef::new("u").column(ColumnDef::new("k\"'\\", SqlType::BigInteger));
    let before: fsm_core::Metadata = [table].into_iter().collect();
    before.create_all(&super::super::create::model::pool(db)).await?;
    db.execute("INSERT INTO u VALUES (41)").await?;
    let plain = ColumnDef::new("k\"'\\", SqlType::BigInteger);
    let numbered = plain.clone().identity(IdentityDef::NEW);
    let change = Change::AlterColumn { table: "u".into(), before: plain, after: numbered };
    super::scenario::apply(db, &[change], &before, &[]).await?;
    db.execute("INSERT INTO u DEFAULT VALUES").await?;
    let rows = db.query_text("SELECT max(u.*::text) FROM u").await?;
    assert_eq!(rows[0][0].as_deref(), Some("(42)"));
    Ok(())
}

async fn a_collation_comes_and_goes(db: &TestDatabase) -> TestResult {
    with_rows(t().index(IndexDef::new(["a"])), vec![alter(text("a"), text("a").collation("POSIX"))])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_type_changes_under_a_generated_column(db: &TestDatabase) -> TestResult {
    let wider = ColumnDef::new("n", SqlType::BigInteger).nullable();
    with_rows(spoken_of(), vec![alter(number("n"), wider)])
        .keeps("SELECT doubled::text FROM t ORDER BY id")
        .check(db)
        .await
}

async fn text_that_is_too_long_is_refused_and_not_cut(db: &TestDatabase) -> TestResult {
    let before: fsm_core::Metadata = [t()].into_iter().collect();
    before.create_all(&super::super::create::model::pool(db)).await?;
    db.execute("INSERT INTO t (a) VALUES ('twelve chars')").await?;
    let shorter = ColumnDef::new("a", SqlType::String(5)).nullable();
    let failed = super::scenario::apply(db, &[alter(text("a"), shorter)], &before, &[]).await;
    assert!(failed.unwrap_err().to_string().contains("too long"));
    assert_eq!(db.query_text("SELECT a FROM t").await?[0][0].as_deref(), Some("twelve chars"));
    Ok(())
}

async fn a_column_keeps_what_is_not_changed(db: &TestDatabase) -> TestResult {
    let full = ColumnDef::new("m", SqlType::DateTime)
        .default_sql("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")
        .comment("kept");
    let after = full.clone().nullable();
    with_rows(t().column(full.clone()), vec![alter(full, after)]).check(db).await?;
    Ok(())
}

async fn a_numbered_column_stays_a_key_at_every_moment(db: &TestDatabase) -> TestResult {
    let table =
        TableDef::new("t").column(id()).column(text("a")).column(number("n")).primary_key(["id"]);
    let mut code = ColumnDef::new("code", SqlType::String(9));
    code.default = Some("x".into());
    let key = |columns: &[&'static str]| fsm_core::PrimaryKeyDef::new(columns.iter().copied());
    let changes = vec![
        alter(id(), id().autoincrement(Autoincrement::Never)),
        Change::DropPrimaryKey { table: "t".into(), primary_key: key(&["id"]) },
        add(code),
        Change::AddPrimaryKey { table: "t".into(), primary_key: key(&["code", "id"]) },
    ];
    Scenario::new([table], changes)
        .row("INSERT INTO t (a) VALUES ('one'), ('two')")
        .keeps("SELECT CAST(id AS CHAR), a FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_virtual_column_becomes_stored(db: &TestDatabase) -> TestResult {
    let column =
        |stored: bool| ColumnDef::new("b", SqlType::Integer).nullable().computed("n + 1", stored);
    let table = t().column(column(false)).index(IndexDef::new(["b", "a"]).named("ix_b"));
    with_rows(table, vec![alter(column(false), column(true))])
        .keeps("SELECT b FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_virtual_column_is_added_and_left_out_of_copies(db: &TestDatabase) -> TestResult {
    let generated = ColumnDef::new("b", SqlType::Integer).nullable().computed("n + 1", false);
    let sure = ColumnDef::new("a", SqlType::String(60)).nullable();
    assert!(db.dialect() != Dialect::Postgres);
    with_rows(t().column(generated), vec![alter(text("a"), sure)])
        .keeps("SELECT b FROM t ORDER BY id")
        .check(db)
        .await
}
