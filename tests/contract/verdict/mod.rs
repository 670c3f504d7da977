//! Models at the edge of what a database takes: `verify` refuses what the server refuses, names it, and lets the rest through.
//!
//! The server's word is asked for each: a refusal that no server shares would be found too.

mod collations;
mod constants;
mod engines;
mod generated;
mod kinds;
mod labels;
mod limits;
mod methods;
mod model;
mod names;
mod strange;
mod timestamps;

use std::error::Error;

use fsm_core::change::creation;
use fsm_core::{Dialect, ErrorKind, Metadata, TableDef};
use fsm_tests::{Suite, TestDatabase, TestResult};

use model::{Model, Verdict};

pub fn list(suite: Suite) -> Suite {
    suite
        .on(&[Dialect::Mysql], engines::mysql())
        .on(&[Dialect::Mysql], timestamps::mysql())
        .on(&[Dialect::Mysql], collations::mysql())
        .on(&[Dialect::Mysql], labels::mysql())
        .on(&[Dialect::Postgres], kinds::postgres())
        .on(&[Dialect::Mysql], limits::mysql())
        .on(&[Dialect::Postgres], limits::postgres())
        .on(&[Dialect::Postgres], names::postgres())
        .on(&[Dialect::Sqlite], names::sqlite())
        .on_all(generated::cases())
        .on_all(constants::cases())
        .on(&[Dialect::Mysql], constants::mysql())
        .on(&[Dialect::Postgres], constants::postgres())
        .on(&[Dialect::Mysql], methods::mysql())
        .on(&[Dialect::Postgres], methods::postgres())
        .on_all(strange::cases())
}

/// Holds every model to its verdict, and says all that is wrong.
async fn judge(db: &TestDatabase, models: Vec<Model>) -> TestResult {
    let mut wrong = Vec::new();
    for model in models {
        if let Err(error) = judge_one(db, &model).await {
            wrong.push(format!("{}: {error}", model.what));
        }
        clear(db).await?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

async fn judge_one(db: &TestDatabase, model: &Model) -> Result<(), Box<dyn Error + Send + Sync>> {
    let metadata: Metadata = model.tables.iter().cloned().collect();
    let pool = db.pool().database();
    let result = metadata.create_all(&pool).await;
    let words = match model.verdict {
        Verdict::Held => {
            result.map_err(|error| said(&error))?;
            let again = metadata.create_all(&pool).await?;
            if !again.is_noop() {
                return Err(format!("is not found again: {again}").into());
            }
            metadata.drop_all(&pool).await.map_err(|error| said(&error))?;
            return Ok(());
        }
        Verdict::Refused(words) | Verdict::RefusedForOthers(words) => words,
    };
    let error = match result {
        Ok(created) => return Err(format!("is not refused: {created}").into()),
        Err(error) => error,
    };
    if !matches!(error.kind(), ErrorKind::Unsupported { .. }) {
        return Err(format!("reaches the server: {}", said(&error)).into());
    }
    let message = error.to_string();
    if let Some(missing) = words.iter().find(|word| !message.contains(**word)) {
        return Err(format!("no {missing:?} in: {message}").into());
    }
    if matches!(model.verdict, Verdict::Refused(_)) && unasked(db, &metadata).await.is_ok() {
        return Err(format!("is taken by the server, and refused: {message}").into());
    }
    Ok(())
}

/// The error and its cause, without the statement, which can be long.
fn said(error: &fsm_core::Error) -> String {
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    format!("{error}: {cause}")
}

/// Creates the tables without asking `verify`.
async fn unasked(db: &TestDatabase, metadata: &Metadata) -> Result<(), sqlx::Error> {
    let dialect = db.dialect();
    let can = dialect.capabilities();
    let tables: Vec<&TableDef> = metadata.tables().collect();
    for change in creation(&tables, can.native_enums, can.forward_references) {
        for statement in dialect.spell(&change, metadata.naming()) {
            db.execute(&statement.sql).await?;
        }
    }
    Ok(())
}

/// Drops every table that stands.
async fn clear(db: &TestDatabase) -> TestResult {
    let (list, before, after) = match db.dialect() {
        Dialect::Postgres => {
            return Ok(db.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await?);
        }
        Dialect::Sqlite => (
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            "PRAGMA foreign_keys = OFF",
            "PRAGMA foreign_keys = ON",
        ),
        _ => (
            "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()",
            "SET foreign_key_checks = 0",
            "SET foreign_key_checks = 1",
        ),
    };
    let drops: Vec<String> = db
        .query_text(list)
        .await?
        .into_iter()
        .flatten()
        .flatten()
        .map(|name| format!("DROP TABLE {};", db.dialect().quote_identifier(&name)))
        .collect();
    Ok(db.execute(&format!("{before}; {} {after}", drops.concat())).await?)
}
