//! What a table of SQLite that is made anew must not lose, each as a case of its own.

use super::scenario::{Scenario, alter, apply, child, number, t, text};
use crate::create::model::pool;
use fsm_core::change::Change;
use fsm_core::{
    CheckDef, ColumnDef, ErrorKind, ForeignKeyDef, IndexColumn, IndexDef, Metadata, SqlType,
    TableDef, TableOptions, Unmanaged,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        rows_of_children_are_not_deleted_by_the_cascade,
        several_changes_of_a_table_make_it_anew_once,
        the_counter_of_a_table_without_rows_goes_on,
        a_trigger_stays_and_fires,
        a_trigger_of_another_table_that_writes_here_stays,
        a_view_stays_and_shows_the_rows,
        a_view_of_a_renamed_column_follows,
        a_trigger_follows_a_renamed_column_of_a_table_made_anew,
        a_view_that_would_break_is_an_error,
        a_trigger_that_would_break_is_an_error,
        indexes_that_no_model_knows_stay,
        checks_without_a_name_and_on_delete_at_a_column_stay,
        a_strict_table_without_rowid_stays_one,
        a_table_becomes_strict_and_without_rowid,
        autoincrement_comes_and_goes,
        collations_stay,
        rows_that_refer_to_none_before_are_no_reason_to_fail,
        a_foreign_key_that_rows_break_is_refused_and_nothing_is_changed,
        a_broken_view_elsewhere_is_none_of_our_business,
        what_can_be_done_in_place_is,
        a_table_with_no_rows_and_no_column_kept_is_made_anew,
        every_row_stays_though_no_column_does,
        an_attached_database_is_changed,
        a_clause_that_no_value_holds_is_refused_and_not_lost,
    ]
}

fn check(text: &'static str) -> Change {
    Change::AddCheck { table: "t".into(), check: CheckDef::new(text).named("ck_new") }
}

fn trigger(name: &'static str, on: &'static str, text: &str) -> Unmanaged {
    Unmanaged::new("trigger", name.into()).of_table(on.into()).made_with(text)
}

fn view(name: &'static str, text: &str) -> Unmanaged {
    Unmanaged::new("view", name.into()).made_with(text)
}

async fn build(
    db: &TestDatabase,
    tables: impl IntoIterator<Item = TableDef>,
) -> Result<Metadata, fsm_core::Error> {
    let metadata: Metadata = tables.into_iter().collect();
    metadata.create_all(&pool(db)).await?;
    Ok(metadata)
}

async fn one(db: &TestDatabase, sql: &str) -> Result<String, sqlx::Error> {
    let rows = db.query_text(sql).await?;
    Ok(rows.into_iter().flatten().map(Option::unwrap_or_default).collect::<Vec<_>>().join("|"))
}

async fn rows_of_children_are_not_deleted_by_the_cascade(db: &TestDatabase) -> TestResult {
    let before = build(db, [t(), child()]).await?;
    db.execute("INSERT INTO t (a) VALUES ('x'), ('y'); INSERT INTO child (t_id) VALUES (1), (2)")
        .await?;
    apply(db, &[check("id > 0")], &before, &[]).await?;
    assert_eq!(one(db, "SELECT t_id FROM child ORDER BY 1").await?, "1|2");
    // And the key still acts, on every connection of the pool.
    for _ in 0..4 {
        assert_eq!(one(db, "PRAGMA foreign_keys").await?, "1");
    }
    db.execute("DELETE FROM t WHERE id = 1").await?;
    assert_eq!(one(db, "SELECT t_id FROM child").await?, "2");
    Ok(())
}

async fn several_changes_of_a_table_make_it_anew_once(db: &TestDatabase) -> TestResult {
    let before = build(db, [t()]).await?;
    let changes = [
        check("id > 0"),
        alter(text("a"), ColumnDef::new("a", SqlType::String(90)).nullable()),
        Change::DropColumn { table: "t".into(), column: number("n") },
        Change::AddColumn { table: "t".into(), column: text("b") },
    ];
    let applied = fsm_core::apply(&changes, &pool(db)).before(&before, &[]).await?;
    let copies = applied.statements.iter().filter(|done| done.action == "copy rows").count();
    assert_eq!(copies, 1, "{applied}");
    Ok(())
}

fn counted() -> TableDef {
    let mut options = TableOptions::NEW;
    options.sqlite.autoincrement = true;
    t().options(options)
}

async fn the_counter_of_a_table_without_rows_goes_on(db: &TestDatabase) -> TestResult {
    let before = build(db, [counted()]).await?;
    db.execute("INSERT INTO t (a) VALUES ('x'), ('y'), ('z')").await?;
    db.execute("DELETE FROM t").await?;
    apply(db, &[check("id > 0")], &before, &[]).await?;
    db.execute("INSERT INTO t (a) VALUES ('next')").await?;
    assert_eq!(one(db, "SELECT id FROM t").await?, "4");
    assert_eq!(one(db, "SELECT name, seq FROM sqlite_sequence").await?, "t|4");
    Ok(())
}

const COUNTS: &str = "CREATE TRIGGER counts AFTER UPDATE OF a ON t WHEN new.a <> 'no' BEGIN \
                      UPDATE t SET n = coalesce(n, 0) + 1 WHERE id = new.id; END";

async fn a_trigger_stays_and_fires(db: &TestDatabase) -> TestResult {
    let before = build(db, [t()]).await?;
    db.execute(COUNTS).await?;
    db.execute("INSERT INTO t (a, n) VALUES ('x', 5)").await?;
    apply(db, &[check("id > 0")], &before, &[trigger("counts", "t", COUNTS)]).await?;
    // Copying the rows fires nothing.
    assert_eq!(one(db, "SELECT n FROM t").await?, "5");
    db.execute("UPDATE t SET a = 'y'").await?;
    assert_eq!(one(db, "SELECT n FROM t").await?, "6");
    Ok(())
}

async fn a_trigger_of_another_table_that_writes_here_stays(db: &TestDatabase) -> TestResult {
    let before = build(db, [t(), child()]).await?;
    let text = "CREATE TRIGGER tells AFTER INSERT ON child BEGIN UPDATE t SET n = 9 WHERE id = new.t_id; END";
    db.execute(text).await?;
    db.execute("INSERT INTO t (a) VALUES ('x')").await?;
    apply(db, &[check("id > 0")], &before, &[trigger("tells", "child", text)]).await?;
    db.execute("INSERT INTO child (t_id) VALUES (1)").await?;
    assert_eq!(one(db, "SELECT n FROM t").await?, "9");
    Ok(())
}

const SHOWS: &str = "CREATE VIEW shows AS SELECT t.a, c.id FROM t JOIN child AS c ON c.t_id = t.id";

async fn a_view_stays_and_shows_the_rows(db: &TestDatabase) -> TestResult {
    let before = build(db, [t(), child()]).await?;
    let again = "CREATE VIEW again AS SELECT * FROM shows";
    db.execute(SHOWS).await?;
    db.execute(again).await?;
    let instead = "CREATE TRIGGER writes INSTEAD OF INSERT ON again BEGIN INSERT INTO t (a) VALUES (new.a); END";
    db.execute(instead).await?;
    db.execute("INSERT INTO t (a) VALUES ('x'); INSERT INTO child (t_id) VALUES (1)").await?;
    let unmanaged =
        [view("again", again), view("shows", SHOWS), trigger("writes", "again", instead)];
    apply(db, &[check("id > 0")], &before, &unmanaged).await?;
    assert_eq!(one(db, "SELECT * FROM again").await?, "x|1");
    db.execute("INSERT INTO again VALUES ('y', 1)").await?;
    assert_eq!(one(db, "SELECT a FROM t ORDER BY id").await?, "x|y");
    Ok(())
}

async fn a_view_of_a_renamed_column_follows(db: &TestDatabase) -> TestResult {
    let before = build(db, [t(), child()]).await?;
    db.execute(SHOWS).await?;
    db.execute("INSERT INTO t (a) VALUES ('x'); INSERT INTO child (t_id) VALUES (1)").await?;
    let changes = [
        Change::RenameTable { before: "t".into(), after: "people".into() },
        Change::RenameColumn { table: "people".into(), before: "a".into(), after: "name".into() },
        Change::AddCheck { table: "people".into(), check: CheckDef::new("name <> ''").named("ck") },
    ];
    apply(db, &changes, &before, &[view("shows", SHOWS)]).await?;
    assert_eq!(one(db, "SELECT * FROM shows").await?, "x|1");
    assert_eq!(one(db, "SELECT name FROM people").await?, "x");
    Ok(())
}

async fn a_trigger_follows_a_renamed_column_of_a_table_made_anew(db: &TestDatabase) -> TestResult {
    let before = build(db, [t()]).await?;
    db.execute(COUNTS).await?;
    db.execute("INSERT INTO t (a) VALUES ('x')").await?;
    let changes = [
        Change::RenameTable { before: "t".into(), after: "people".into() },
        Change::RenameColumn { table: "people".into(), before: "a".into(), after: "name".into() },
        Change::AddCheck { table: "people".into(), check: CheckDef::new("name <> ''").named("ck") },
    ];
    apply(db, &changes, &before, &[trigger("counts", "t", COUNTS)]).await?;
    db.execute("UPDATE people SET name = 'y'").await?;
    assert_eq!(one(db, "SELECT name, n FROM people").await?, "y|1");
    Ok(())
}

/// The schema, and that nothing of it changed.
async fn refused(
    db: &TestDatabase,
    changes: &[Change],
    before: &Metadata,
    unmanaged: &[Unmanaged],
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let all = "SELECT name, sql FROM sqlite_schema ORDER BY 1";
    let schema = db.query_text(all).await?;
    let error = apply(db, changes, before, unmanaged).await.unwrap_err().to_string();
    assert_eq!(db.query_text(all).await?, schema);
    assert_eq!(one(db, "PRAGMA foreign_keys").await?, "1");
    assert_eq!(one(db, "PRAGMA legacy_alter_table").await?, "0");
    Ok(error)
}

async fn a_view_that_would_break_is_an_error(db: &TestDatabase) -> TestResult {
    let before = build(db, [t(), child()]).await?;
    db.execute(SHOWS).await?;
    let drop = Change::DropColumn { table: "t".into(), column: text("a") };
    let error = refused(db, &[drop], &before, &[view("shows", SHOWS)]).await?;
    assert!(error.contains("could not read again `shows`"), "{error}");
    Ok(())
}

async fn a_trigger_that_would_break_is_an_error(db: &TestDatabase) -> TestResult {
    let before = build(db, [t()]).await?;
    db.execute(COUNTS).await?;
    let drop = Change::DropColumn { table: "t".into(), column: number("n") };
    let error = refused(db, &[drop], &before, &[trigger("counts", "t", COUNTS)]).await?;
    assert!(error.contains("could not read again `counts`"), "{error}");
    Ok(())
}

async fn indexes_that_no_model_knows_stay(db: &TestDatabase) -> TestResult {
    let table = t()
        .index(
            IndexDef::new([IndexColumn::column("a").collation("NOCASE").descending()])
                .named("ix_desc"),
        )
        .index(
            IndexDef::new([IndexColumn::expression("substr(a, 1, 3)"), "n".into()])
                .named("ix_expression")
                .unique()
                .predicate("n IS NOT NULL AND a <> 'x'"),
        );
    let before = build(db, [table]).await?;
    let indexes = "SELECT trim(sql, char(10)) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1";
    let built = one(db, indexes).await?;
    apply(db, &[check("id > 0")], &before, &[]).await?;
    assert_eq!(one(db, indexes).await?, built);
    Ok(())
}

async fn checks_without_a_name_and_on_delete_at_a_column_stay(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)").await?;
    db.execute("CREATE TABLE c (id INTEGER PRIMARY KEY CHECK (id > 0), t INT REFERENCES t (id) ON DELETE CASCADE, CHECK (t < 9))").await?;
    db.execute("INSERT INTO t VALUES (1, 'x'); INSERT INTO c VALUES (1, 1)").await?;
    let t_before = TableDef::new("t")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("a", SqlType::Text).nullable())
        .primary_key(["id"]);
    let c_before = TableDef::new("c")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("t", SqlType::BigInteger).nullable())
        .primary_key(["id"])
        .check(CheckDef::new("id > 0"))
        .check(CheckDef::new("t < 9"))
        .foreign_key(
            ForeignKeyDef::new(["t"], "t", ["id"]).on_delete(fsm_core::ReferentialAction::Cascade),
        );
    let before: Metadata = [t_before, c_before].into_iter().collect();
    let change = Change::AddColumn {
        table: "c".into(),
        column: ColumnDef::new("at", SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
    };
    apply(db, &[change], &before, &[]).await?;
    for wrong in ["INSERT INTO c (id) VALUES (-1)", "INSERT INTO c (t) VALUES (10)"] {
        assert!(db.execute(wrong).await.is_err(), "{wrong}");
    }
    assert_eq!(one(db, "SELECT length(at) FROM c").await?, "19");
    db.execute("DELETE FROM t").await?;
    assert_eq!(one(db, "SELECT count(*) FROM c").await?, "0");
    Ok(())
}

fn strict() -> TableOptions {
    let mut options = TableOptions::NEW;
    options.sqlite.strict = true;
    options.sqlite.without_rowid = true;
    options
}

fn keyed() -> TableDef {
    TableDef::new("t")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(text("a"))
        .primary_key(["id"])
}

async fn a_strict_table_without_rowid_stays_one(db: &TestDatabase) -> TestResult {
    let column = ColumnDef::new("n", SqlType::Integer).default_value(3_i64);
    let changes = vec![check("id > 0"), Change::AddColumn { table: "t".into(), column }];
    Scenario::new([keyed().options(strict())], changes)
        .row("INSERT INTO t (id, a) VALUES (7, 'x')")
        .keeps("SELECT id, a FROM t")
        .check(db)
        .await?;
    Ok(())
}

async fn a_table_becomes_strict_and_without_rowid(db: &TestDatabase) -> TestResult {
    let change =
        Change::SetTableOptions { table: "t".into(), before: TableOptions::NEW, after: strict() };
    Scenario::new([keyed()], vec![change])
        .row("INSERT INTO t (id, a) VALUES (7, 'x')")
        .keeps("SELECT id, a FROM t")
        .check(db)
        .await
}

async fn autoincrement_comes_and_goes(db: &TestDatabase) -> TestResult {
    let after = counted().options;
    let change = Change::SetTableOptions { table: "t".into(), before: TableOptions::NEW, after };
    Scenario::new([t()], vec![change])
        .row("INSERT INTO t (a) VALUES ('x'), ('y')")
        .keeps("SELECT id, a FROM t")
        .check(db)
        .await
}

async fn collations_stay(db: &TestDatabase) -> TestResult {
    let table = t().column(text("c").collation("NOCASE"));
    let before = build(db, [table]).await?;
    db.execute("INSERT INTO t (c) VALUES ('X')").await?;
    apply(db, &[check("id > 0")], &before, &[]).await?;
    assert_eq!(one(db, "SELECT c FROM t WHERE c = 'x'").await?, "X");
    Ok(())
}

async fn rows_that_refer_to_none_before_are_no_reason_to_fail(db: &TestDatabase) -> TestResult {
    let before = build(db, [t(), child()]).await?;
    let off = db.pool().in_session("PRAGMA foreign_keys = OFF").await?;
    off.execute("INSERT INTO child (t_id) VALUES (99)").await?;
    off.close().await;
    let changes = [
        Change::RenameTable { before: "t".into(), after: "people".into() },
        Change::AddCheck { table: "people".into(), check: CheckDef::new("id > 0").named("ck") },
    ];
    apply(db, &changes, &before, &[]).await?;
    assert_eq!(one(db, "SELECT t_id FROM child").await?, "99");
    Ok(())
}

async fn a_foreign_key_that_rows_break_is_refused_and_nothing_is_changed(
    db: &TestDatabase,
) -> TestResult {
    let mut without = child();
    without.foreign_keys = Vec::new().into();
    let before = build(db, [t(), without]).await?;
    db.execute("INSERT INTO child (t_id) VALUES (99)").await?;
    let foreign_key = child().foreign_keys[0].clone();
    let change = Change::AddForeignKey { table: "child".into(), foreign_key };
    let error = refused(db, std::slice::from_ref(&change), &before, &[]).await?;
    assert!(
        error.starts_with("rows of `child` would refer to rows of `t` that are not there"),
        "{error}"
    );
    let failed = fsm_core::apply(&[change], &pool(db)).before(&before, &[]).await.unwrap_err();
    assert!(matches!(failed.kind(), ErrorKind::Dangling { .. }), "{failed:?}");
    Ok(())
}

async fn a_broken_view_elsewhere_is_none_of_our_business(db: &TestDatabase) -> TestResult {
    let before = build(db, [t()]).await?;
    let broken = "CREATE VIEW broken AS SELECT * FROM nowhere";
    db.execute(broken).await?;
    apply(db, &[check("id > 0")], &before, &[view("broken", broken)]).await?;
    Ok(())
}

async fn what_can_be_done_in_place_is(db: &TestDatabase) -> TestResult {
    let before = build(db, [t(), child()]).await?;
    let changes = [
        Change::AddColumn { table: "t".into(), column: text("b") },
        Change::AddColumn {
            table: "t".into(),
            column: ColumnDef::new("c", SqlType::Integer).default_value(1_i64),
        },
        Change::RenameColumn { table: "t".into(), before: "a".into(), after: "z".into() },
        Change::DropColumn { table: "t".into(), column: number("n") },
        Change::CreateIndex { table: "t".into(), index: IndexDef::new(["z"]) },
        Change::RenameTable { before: "child".into(), after: "kid".into() },
    ];
    let steps = fsm_core::lower(&changes, &before, &[], db.dialect(), before.naming())?;
    assert!(steps.iter().all(|step| !step.without_foreign_keys), "{steps:#?}");
    // In a transaction of the caller's too, where foreign keys cannot be switched off.
    let mut transaction = db.sqlite().begin().await?;
    fsm_core::apply(&changes, &mut *transaction).before(&before, &[]).await?;
    transaction.commit().await?;
    db.execute("INSERT INTO t (z) VALUES ('x'); INSERT INTO kid (t_id) VALUES (1)").await?;
    assert_eq!(one(db, "SELECT id, z, b, c FROM t").await?, "1|x||1");
    Ok(())
}

async fn a_table_with_no_rows_and_no_column_kept_is_made_anew(db: &TestDatabase) -> TestResult {
    let only = TableDef::new("t").column(text("a"));
    let changes = vec![
        Change::AddColumn { table: "t".into(), column: ColumnDef::new("b", SqlType::Integer) },
        Change::DropColumn { table: "t".into(), column: text("a") },
    ];
    Scenario::new([only], changes).check(db).await
}

async fn every_row_stays_though_no_column_does(db: &TestDatabase) -> TestResult {
    let only = TableDef::new("t").column(text("a"));
    let column = ColumnDef::new("b", SqlType::Integer).default_sql("1 + 1");
    let changes = vec![
        Change::AddColumn { table: "t".into(), column },
        Change::DropColumn { table: "t".into(), column: text("a") },
    ];
    let before = build(db, [only]).await?;
    db.execute("INSERT INTO t VALUES ('x'), ('y')").await?;
    apply(db, &changes, &before, &[]).await?;
    assert_eq!(one(db, "SELECT b FROM t").await?, "2|2");
    Ok(())
}

async fn an_attached_database_is_changed(db: &TestDatabase) -> TestResult {
    let one_only = db.pool().in_session("ATTACH DATABASE ':memory:' AS other").await?;
    let table = counted().with_schema("other").index(IndexDef::new(["a"]).named("ix"));
    let kid = child().with_schema("other");
    let mut kid = kid;
    kid.foreign_keys.to_mut()[0].referred_table = table.name.clone();
    let before: Metadata = [table, kid].into_iter().collect();
    let pool = one_only.database();
    before.create_all(&pool).await?;
    let text = "CREATE TRIGGER other.counts AFTER INSERT ON t BEGIN UPDATE t SET n = 1; END";
    one_only.execute(text).await?;
    one_only
        .execute("INSERT INTO other.t (a) VALUES ('x'); INSERT INTO other.child (t_id) VALUES (1)")
        .await?;
    let kept = one_only
        .query_text("SELECT sql FROM other.sqlite_schema WHERE type = 'trigger'")
        .await?[0][0]
        .clone()
        .unwrap_or_default();
    let name = fsm_core::TableName::new("counts").in_schema("other");
    let of = fsm_core::TableName::new("t").in_schema("other");
    let unmanaged = [Unmanaged::new("trigger", name).of_table(of.clone()).made_with(kept)];
    let check = CheckDef::new("id > 0").named("ck");
    let change = Change::AddCheck { table: of, check };
    fsm_core::apply(&[change], &pool).before(&before, &unmanaged).await?;
    one_only.execute("INSERT INTO other.t (a) VALUES ('y')").await?;
    let rows = one_only.query_text("SELECT id, n FROM other.t ORDER BY 1").await?;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][1].as_deref(), Some("1"));
    assert_eq!(one_only.query_text("SELECT * FROM other.child").await?.len(), 1);
    one_only.close().await;
    Ok(())
}

async fn a_clause_that_no_value_holds_is_refused_and_not_lost(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT CONSTRAINT said NOT NULL, n INTEGER, UNIQUE (a) ON CONFLICT REPLACE)").await?;
    let insert = "INSERT INTO t (a, n) VALUES ('x', 1), ('x', 2)";
    db.execute(insert).await?;
    let reflected = Metadata::reflect(&pool(db)).await?;
    let change = Change::AddCheck { table: "t".into(), check: CheckDef::new("n > 0").named("ck") };
    let (metadata, unmanaged) = (&reflected.metadata, &reflected.unmanaged);
    let error = refused(db, std::slice::from_ref(&change), metadata, unmanaged).await?;
    assert!(error.contains("lose the on conflict replace clause"), "{error}");
    // What needs no new table is done, and what only has a name goes without a word.
    let index = Change::CreateIndex { table: "t".into(), index: IndexDef::new(["n"]) };
    apply(db, &[index], metadata, unmanaged).await?;
    db.execute(insert).await?;
    assert_eq!(one(db, "SELECT n FROM t").await?, "2");
    // Who lets it go says so.
    let reflected = Metadata::reflect(&pool(db)).await?;
    let idle: Vec<Unmanaged> = reflected
        .unmanaged
        .iter()
        .filter(|other| !other.kind.starts_with("on conflict"))
        .cloned()
        .collect();
    assert_eq!(idle.len(), 1, "{idle:?}");
    apply(db, &[change], &reflected.metadata, &idle).await?;
    assert!(db.execute(insert).await.is_err());
    Ok(())
}
