//! One change after another: made, looked at, and taken back.

use super::catalog;
use crate::create::model::pool;
use fsm_core::change::Change;
use fsm_core::{
    ColumnDef, Dialect, DropUnknown, ForeignKeyDef, Metadata, ReferentialAction, Renames, SqlType,
    TableDef, Unmanaged,
};
use fsm_tests::{TestDatabase, TestResult};

/// Tables, the rows in them, changes, and what the rows are afterwards.
pub struct Scenario {
    pub before: Metadata,
    pub unmanaged: Vec<Unmanaged>,
    pub changes: Vec<Change>,
    /// Statements that put rows in.
    pub rows: Vec<String>,
    /// Queries, and their answers before and after; sorted by the query itself.
    pub kept: Vec<(String, String)>,
    /// Whether the changes are taken back too.
    pub and_back: bool,
}

impl Scenario {
    pub fn new(before: impl IntoIterator<Item = TableDef>, changes: Vec<Change>) -> Self {
        Self {
            before: before.into_iter().collect(),
            unmanaged: Vec::new(),
            changes,
            rows: Vec::new(),
            kept: Vec::new(),
            and_back: true,
        }
    }

    pub fn row(mut self, sql: impl Into<String>) -> Self {
        self.rows.push(sql.into());
        self
    }

    /// What a query answers stays the same.
    pub fn keeps(mut self, sql: &str) -> Self {
        self.kept.push((sql.to_owned(), sql.to_owned()));
        self
    }

    /// What the one query answers before, the other answers after.
    pub fn keeps_as(mut self, before: &str, after: &str) -> Self {
        self.kept.push((before.to_owned(), after.to_owned()));
        self
    }

    pub fn only_there(mut self) -> Self {
        self.and_back = false;
        self
    }

    /// Builds, changes, looks, and goes back: the catalog is that of a fresh build both times, and
    /// the rows keep their values.
    pub async fn check(self, db: &TestDatabase) -> TestResult {
        self.before.create_all(&pool(db)).await?;
        let built = catalog::read(db).await?;
        for sql in &self.rows {
            db.execute(sql).await.map_err(|error| format!("{sql}: {error}"))?;
        }
        let mut values = Vec::new();
        for (sql, _) in &self.kept {
            let answer = db.query_text(sql).await?;
            assert!(!answer.is_empty(), "nothing to keep: {sql}");
            values.push(answer);
        }
        apply(db, &self.changes, &self.before, &self.unmanaged).await?;
        for ((_, sql), expected) in self.kept.iter().zip(&values) {
            assert_eq!(db.query_text(sql).await?, *expected, "{sql}");
        }
        let mut target = self.before.clone();
        for change in &self.changes {
            target.apply(change)?;
        }
        let changed = catalog::read(db).await?;
        if self.and_back {
            let back: Vec<Change> =
                self.changes.iter().rev().cloned().map(Change::reverse).collect();
            apply(db, &back, &target, &self.unmanaged).await?;
            for ((sql, _), expected) in self.kept.iter().zip(&values) {
                assert_eq!(db.query_text(sql).await?, *expected, "after going back: {sql}");
            }
            same(&catalog::read(db).await?, &built, "after going back");
            self.before.drop_all(&pool(db)).await?;
        } else {
            target.drop_all(&pool(db)).await?;
        }
        target.create_all(&pool(db)).await?;
        same(&changed, &catalog::read(db).await?, "after the changes");
        target.drop_all(&pool(db)).await?;
        self.compared(db, &target).await
    }

    /// The same from comparing: what it finds is made, and then it finds nothing; and back.
    async fn compared(&self, db: &TestDatabase, target: &Metadata) -> TestResult {
        self.before.create_all(&pool(db)).await?;
        for sql in &self.rows {
            db.execute(sql).await.map_err(|error| format!("{sql}: {error}"))?;
        }
        self.becomes(db, target, self.renames(false)).await?;
        if self.and_back {
            self.becomes(db, &self.before, self.renames(true)).await?;
        }
        Ok(())
    }

    async fn becomes(&self, db: &TestDatabase, models: &Metadata, renames: Renames) -> TestResult {
        let pool = pool(db);
        let found = models.compare(&pool).renames(renames).drop_unknown(DropUnknown::ALL).await?;
        fsm_core::apply(&found.changes, &pool)
            .await
            .map_err(|error| format!("comparing found {:#?}: {error:?}", found.changes))?;
        let again = models.compare(&pool).drop_unknown(DropUnknown::ALL).await?;
        assert_eq!(again.changes, [], "left after {:#?}", found.changes);
        Ok(())
    }

    fn renames(&self, back: bool) -> Renames {
        let changes: Vec<Change> = if back {
            self.changes.iter().rev().cloned().map(Change::reverse).collect()
        } else {
            self.changes.clone()
        };
        changes.into_iter().fold(Renames::new(), |renames, change| match change {
            Change::RenameTable { before, after } => renames.table(before, after),
            Change::RenameColumn { table, before, after } => renames.column(table, before, after),
            Change::RenameIndex { table, before, after } => renames.index(table, before, after),
            Change::RenameEnum { before, after } => renames.enum_type(before, after),
            Change::RenameEnumLabel { name, before, after, .. } => {
                renames.label(name, before, after)
            }
            _ => renames,
        })
    }
}

/// Makes the changes; an error says the statement.
pub async fn apply(
    db: &TestDatabase,
    changes: &[Change],
    before: &Metadata,
    unmanaged: &[Unmanaged],
) -> TestResult {
    let applied = fsm_core::apply(changes, &pool(db)).before(before, unmanaged).await;
    applied.map(drop).map_err(|error| format!("{error:?}").into())
}

fn same(found: &[String], expected: &[String], when: &str) {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|line| !those.contains(line)).cloned().collect()
    };
    assert_eq!(only(found, expected), only(expected, found), "{when}: found, expected");
}

pub fn id() -> ColumnDef {
    ColumnDef::new("id", SqlType::BigInteger)
}

pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::String(40)).nullable()
}

pub fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Integer).nullable()
}

/// `t`, with a numbered key, a text and a number.
pub fn t() -> TableDef {
    TableDef::new("t").column(id()).column(text("a")).column(number("n")).primary_key(["id"])
}

/// A child of `t`, whose rows go with those of `t`.
pub fn child() -> TableDef {
    TableDef::new("child")
        .column(id())
        .column(ColumnDef::new("t_id", SqlType::BigInteger).nullable())
        .primary_key(["id"])
        .foreign_key(
            ForeignKeyDef::new(["t_id"], "t", ["id"]).on_delete(ReferentialAction::Cascade),
        )
}

/// `t` with rows, and a child with rows, with `changes` to come.
pub fn with_rows(table: TableDef, changes: Vec<Change>) -> Scenario {
    Scenario::new([table, child()], changes)
        .row("INSERT INTO t (a, n) VALUES ('one', 1), ('two', NULL), (NULL, 3)")
        .row("INSERT INTO child (t_id) VALUES (1), (1), (3)")
        .keeps("SELECT CAST(id AS CHAR(9)), CAST(t_id AS CHAR(9)) FROM child ORDER BY 1")
        .keeps("SELECT CAST(id AS CHAR(9)) FROM t ORDER BY 1")
}

pub fn alter(before: ColumnDef, after: ColumnDef) -> Change {
    Change::AlterColumn { table: "t".into(), before, after }
}

pub fn is_sqlite(db: &TestDatabase) -> bool {
    db.dialect() == Dialect::Sqlite
}
