//! Offline SQL through the database's own client leaves what a run leaves.

use super::history::{blog, migrator};
use fsm_core::{Dialect, Metadata};
use fsm_migrate::{ErrorKind, Migrator, Script};
use fsm_tests::{Case, Suite, TestDatabase, TestResult, cases, catalog};
use std::io::Write as _;
use std::process::{Command, Stdio};

pub fn list(suite: Suite) -> Suite {
    suite.on_all(cases())
}

fn cases() -> Vec<Case> {
    cases![the_client_builds_what_a_run_builds, rust_code_is_refused_by_name]
}

/// Without the revision that runs Rust code.
fn offline() -> Vec<Script> {
    let mut scripts = blog();
    let mut last = scripts.remove(4);
    scripts.remove(3);
    last = super::history::script(
        "e5",
        &["c3"],
        {
            let last = last.clone();
            move |op| {
                for operation in last
                    .operations(fsm_migrate::graph::Direction::Upgrade, &std::sync::Arc::default())
                {
                    op.push(operation);
                }
            }
        },
        move |op| {
            for operation in last
                .operations(fsm_migrate::graph::Direction::Downgrade, &std::sync::Arc::default())
            {
                op.push(operation);
            }
        },
    );
    scripts.push(last);
    scripts
}

async fn the_client_builds_what_a_run_builds(db: &TestDatabase) -> TestResult {
    let migrator = migrator(offline());
    let text = migrator.upgrade_sql(db.dialect(), "head")?;
    pipe(db, &text)?;
    let pool = db.pool().database();
    assert_eq!(migrator.current(&pool).await?.rows, ["e5"]);
    let by_client = catalog::objects(db.pool()).await?;
    assert!(migrator.run(&pool).await?.is_noop());
    migrator.downgrade("base", &pool).await?;
    migrator.run(&pool).await?;
    let online = catalog::objects(db.pool()).await?;
    assert_eq!(by_client, online);

    let text = migrator.downgrade_sql(db.dialect(), "head:base")?;
    pipe(db, &text)?;
    assert!(migrator.current(&pool).await?.rows.is_empty());
    let left = Metadata::reflect(&pool).await?;
    let left: Vec<String> = left.metadata.tables().map(|table| table.name.to_string()).collect();
    assert_eq!(left, ["fsm_version", "fsm_version_ledger"]);
    Ok(())
}

async fn rust_code_is_refused_by_name(db: &TestDatabase) -> TestResult {
    let migrator: Migrator = migrator(blog());
    let error = migrator.upgrade_sql(db.dialect(), "head").unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::OfflineCode { name, revision } if name == "greet" && revision == "d4"),
        "{error:?}"
    );
    Ok(())
}

/// Sends the text through the database's own client.
fn pipe(db: &TestDatabase, text: &str) -> TestResult {
    let url = db.url();
    let mut command = match db.dialect() {
        Dialect::Sqlite => {
            let mut command = Command::new("sqlite3");
            let path = url.trim_start_matches("sqlite://").trim_start_matches("sqlite:");
            command.arg("-bail").arg(path.split('?').next().unwrap_or(path));
            command
        }
        Dialect::Postgres => {
            let mut command = Command::new("psql");
            command.args(["-q", "-v", "ON_ERROR_STOP=1", "-d", url]);
            command
        }
        _ => {
            let url = url::Url::parse(url)?;
            let mut command = Command::new("mysql");
            command.arg("-h").arg(url.host_str().unwrap_or("127.0.0.1"));
            command.arg("-P").arg(url.port().unwrap_or(3306).to_string());
            command.arg("-u").arg(url.username());
            if let Some(password) = url.password() {
                command.arg(format!("-p{password}"));
            }
            command.arg("--default-character-set=utf8mb4").arg(url.path().trim_start_matches('/'));
            command
        }
    };
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    child.stdin.take().ok_or("no standard input")?.write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(
            format!("{}\n{text}", std::string::String::from_utf8_lossy(&output.stderr)).into()
        );
    }
    Ok(())
}
