//! Large schemas in the style of real applications, in each database's own idiom: what is read of them is equal to
//! them, and builds them again.
//!
//! The scripts stand beside this file, a folder a database; triggers, views and functions in them are nobody's models.

use std::process::ExitCode;

use fsm_core::change::Change;
use fsm_core::{Dialect, DropUnknown, Metadata, Verdict, apply};
use fsm_tests::server::Server;
use fsm_tests::{Case, Suite, TestDatabase, TestResult};

/// An application has at least so many tables.
const TABLES: usize = 40;

/// A script, and what else than tables it makes: the words for kinds that are named as unmanaged.
struct Script {
    name: &'static str,
    dialect: Dialect,
    sql: &'static str,
    unmanaged: &'static [&'static str],
}

const SCRIPTS: &[Script] = &[
    Script {
        name: "forum",
        dialect: Dialect::Postgres,
        sql: include_str!("postgres/forum.sql"),
        unmanaged: &["view", "materialized view", "function", "trigger", "extension"],
    },
    Script {
        name: "shop",
        dialect: Dialect::Mysql,
        sql: include_str!("mysql/shop.sql"),
        unmanaged: &["view", "procedure", "function", "trigger"],
    },
    Script {
        name: "music",
        dialect: Dialect::Sqlite,
        sql: include_str!("sqlite/music.sql"),
        unmanaged: &["view", "trigger"],
    },
    Script {
        name: "forum",
        dialect: Dialect::Sqlite,
        sql: include_str!("sqlite/forum.sql"),
        unmanaged: &["view", "trigger"],
    },
    Script {
        name: "music",
        dialect: Dialect::Postgres,
        sql: include_str!("postgres/music.sql"),
        unmanaged: &["view", "function", "trigger", "extension"],
    },
    Script {
        name: "music",
        dialect: Dialect::Mysql,
        sql: include_str!("mysql/music.sql"),
        unmanaged: &["view", "procedure", "function", "trigger"],
    },
    Script {
        name: "shop",
        dialect: Dialect::Sqlite,
        sql: include_str!("sqlite/shop.sql"),
        unmanaged: &["view", "trigger"],
    },
    Script {
        name: "shop",
        dialect: Dialect::Postgres,
        sql: include_str!("postgres/shop.sql"),
        unmanaged: &["view", "function", "trigger"],
    },
    Script {
        name: "forum",
        dialect: Dialect::Mysql,
        sql: include_str!("mysql/forum.sql"),
        unmanaged: &["view", "procedure", "function", "trigger"],
    },
];

fn main() -> ExitCode {
    let suite = SCRIPTS.iter().fold(Suite::new(), |suite, script| {
        let test = async move |db: &TestDatabase| holds(db, script).await;
        suite.on(&[script.dialect], vec![Case::new(&format!("schemas::{}", script.name), test)])
    });
    suite.run()
}

async fn holds(db: &TestDatabase, script: &Script) -> TestResult {
    db.execute(script.sql).await?;
    let read = Metadata::reflect(&db.pool().database()).await?;
    let metadata = read.metadata;
    assert!(metadata.len() >= TABLES, "{} tables", metadata.len());
    for kind in script.unmanaged {
        let kinds: Vec<String> =
            read.unmanaged.iter().map(|thing| thing.kind.to_string()).collect();
        assert!(kinds.iter().any(|there| there == kind), "no {kind} is named: {kinds:?}");
    }
    equal(db, &metadata, "what is read").await?;
    equal(db, &metadata, "what is read, once more").await?;

    let source = fsm_inspect::rust_source((&metadata, script.dialect)).to_string();
    assert_eq!(source.matches("pub struct ").count(), metadata.len(), "{source}");

    let server = Server::find(script.dialect).await?;
    let fresh = TestDatabase::create(&server).await?;
    let built = build(&fresh, &metadata, script).await;
    fresh.remove().await?;
    built
}

/// The same from what was read, in an empty database.
async fn build(fresh: &TestDatabase, metadata: &Metadata, script: &Script) -> TestResult {
    // Extensions are nobody's models.
    for line in script.sql.lines().filter(|line| line.starts_with("CREATE EXTENSION")) {
        fresh.execute(line).await?;
    }
    let sequences = metadata.sequences();
    let sequences: Vec<Change> =
        sequences.map(|def| Change::CreateSequence { def: def.clone() }).collect();
    apply(&sequences, &fresh.pool().database()).await?;
    for statement in metadata.create_all_sql(script.dialect)? {
        fresh.execute(&statement).await.map_err(|error| format!("{error} in {statement}"))?;
    }
    equal(fresh, metadata, "what was built of what was read").await
}

async fn equal(db: &TestDatabase, metadata: &Metadata, what: &str) -> TestResult {
    let pool = db.pool().database();
    let found = metadata.compare(&pool).drop_unknown(DropUnknown::ALL).await?;
    if found.verdict() != Verdict::Equal || !found.questions.is_empty() {
        return Err(format!("{what}: {found}").into());
    }
    Ok(())
}
