//! Names and texts that break quoting which is not careful, in every change.

use super::catalog;
use super::scenario::{apply, child, id, number, t, text};
use crate::create::model::pool;
use fsm_core::change::{Change, ConstraintKind, EnumColumn};
use fsm_core::{
    CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexDef, Metadata, SqlType, Str,
    TableDef, TableName, UniqueDef,
};
use fsm_tests::hostile::TEXTS;
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![every_change_takes_every_name]
}

async fn every_change_takes_every_name(db: &TestDatabase) -> TestResult {
    let mut tried = 0;
    for (kind, word) in TEXTS {
        let (before, changes) = changes(db.dialect(), word);
        let mut target = before.clone();
        if changes.iter().try_for_each(|change| target.apply(change)).is_err()
            || target.verify(db.dialect()).is_err()
        {
            continue;
        }
        tried += 1;
        before.create_all(&pool(db)).await?;
        let built = catalog::read(db).await?;
        db.execute("INSERT INTO t (a, n) VALUES ('x', 1)").await?;
        db.execute("INSERT INTO child (t_id) VALUES (1)").await?;
        apply(db, &changes, &before, &[]).await.map_err(|error| format!("{kind}: {error}"))?;
        let name = db.dialect().quote_identifier(word);
        let sql = format!("SELECT {name} FROM {name} WHERE a = 'x'");
        assert_eq!(db.query_text(&sql).await?.len(), 1, "{kind}");
        let back: Vec<Change> = changes.into_iter().rev().map(Change::reverse).collect();
        apply(db, &back, &target, &[])
            .await
            .map_err(|error| format!("{kind}, taken back: {error}"))?;
        assert_eq!(catalog::read(db).await?, built, "{kind}");
        assert_eq!(db.query_text("SELECT t_id FROM child").await?.len(), 1, "{kind}");
        before.drop_all(&pool(db)).await?;
    }
    assert!(tried > 40, "{tried} names were tried");
    Ok(())
}

/// A few tables, and changes that give `word` to whatever has a name or a text.
fn changes(dialect: Dialect, word: &'static str) -> (Metadata, Vec<Change>) {
    let name = || Str::from(word);
    let named = || TableName::new(word);
    let labels = |labels: [&'static str; 2]| {
        let sql_type = SqlType::Enum(EnumDef::new("mood", labels));
        ColumnDef::new("m", sql_type).nullable()
    };
    let t = t()
        .column(labels(["bad", "ok"]))
        .column(number("k"))
        .unique(UniqueDef::new(["a"]).named("uq_old"))
        .check(CheckDef::new("n > 0").named("ck_old"))
        .index(IndexDef::new(["n"]).named("ix_old"));
    let mut child = child();
    child.foreign_keys.to_mut()[0].name = Some("fk_old".into());
    let other = TableDef::new("other").column(id()).column(text("o")).primary_key(["id"]);
    let other = other.index(IndexDef::new(["o"]).named("ix"));
    let before: Metadata = [t, child, other].into_iter().collect();
    let rename = |kind, before: &'static str| Change::RenameConstraint {
        table: named(),
        kind,
        before: before.into(),
        after: format!("{word} {before}").into(),
    };
    let mut plain = ColumnDef::new("k", SqlType::Integer).nullable();
    plain.comment = Some(name());
    let texts = ColumnDef::new("d", SqlType::String(250)).default_value(word.to_owned());
    let mut changes = vec![
        Change::RenameTable { before: "t".into(), after: named() },
        Change::RenameColumn { table: named(), before: "n".into(), after: name() },
        Change::RenameEnumLabel {
            name: "mood".into(),
            columns: vec![EnumColumn { table: named(), column: labels(["bad", "ok"]) }],
            before: "ok".into(),
            after: name(),
        },
        rename(ConstraintKind::Unique, "uq_old"),
        rename(ConstraintKind::Check, "ck_old"),
        Change::AlterColumn { table: named(), before: number("k"), after: plain },
        Change::AddColumn { table: named(), column: texts },
        Change::SetTableComment { table: named(), before: None, after: Some(name()) },
        Change::RenameConstraint {
            table: "child".into(),
            kind: ConstraintKind::ForeignKey,
            before: "fk_old".into(),
            after: format!("{word} fk").into(),
        },
        Change::AddColumn {
            table: "other".into(),
            column: ColumnDef::new(word, SqlType::BigInteger).nullable(),
        },
        Change::AddForeignKey {
            table: "other".into(),
            foreign_key: ForeignKeyDef::new([word], named(), ["id"]).named(format!("{word}2")),
        },
    ];
    if dialect == Dialect::Mysql {
        // Index and unique constraint share the names of their table there.
        changes.push(Change::RenameIndex {
            table: "other".into(),
            before: "ix".into(),
            after: format!("{word}3").into(),
        });
    } else {
        changes.push(Change::RenameIndex {
            table: named(),
            before: "ix_old".into(),
            after: format!("{word}3").into(),
        });
    }
    if dialect == Dialect::Postgres {
        changes.push(Change::RenameEnum {
            before: "mood".into(),
            after: TableName::new(format!("{word}4")),
        });
    }
    (before, changes)
}
