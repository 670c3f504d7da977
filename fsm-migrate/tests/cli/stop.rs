//! Ctrl-C: a run stops between two statements, and the next goes on.

use fsm_core::{ColumnDef, Metadata, SqlType, TableDef};
use fsm_migrate::cli::{CommandLine, Console};
use fsm_migrate::graph::Revision;
use fsm_migrate::{Revisions, Script};
use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const REVISIONS: usize = 30;
const CHILD: &str = "FSM_MIGRATE_TEST_CHILD";
/// How long each revision takes, in milliseconds.
const TIME: &str = "FSM_MIGRATE_TEST_TIME";

/// No test, but the process that the test sends signals to: revisions that take a while each.
#[test]
fn child() {
    let Ok(url) = env::var(CHILD) else { return };
    let id = |number: usize| format!("r{number:04}");
    let time: u64 = env::var(TIME).unwrap().parse().unwrap();
    let scripts = (0..REVISIONS).map(|number| {
        let below = number.checked_sub(1).map(id);
        let wait = move |op: &mut fsm_migrate::Operations| {
            op.run("wait", move |_| {
                Box::pin(async move {
                    println!("waiting");
                    std::thread::sleep(Duration::from_millis(time));
                    Ok(())
                })
            });
        };
        Script::new(Revision::new(id(number)).down_revision(below), wait, |_| {})
    });
    let mut metadata = Metadata::new();
    let table = TableDef::new("t").column(ColumnDef::new("id", SqlType::BigInteger));
    metadata.add(table).unwrap();
    let command = CommandLine::new(metadata)
        .revisions(Revisions::new(scripts).unwrap())
        .folder(env::temp_dir());
    let code = command.run_from(["manage", "upgrade", "--url", &url], &Console::standard());
    std::process::exit(code.into());
}

fn start(url: &str, time: u64) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["stop::child", "--exact", "--nocapture"])
        .env(CHILD, url)
        .env(TIME, time.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

fn applied(lines: impl Iterator<Item = String>) -> usize {
    lines.filter(|line| line.contains("applied r")).count()
}

#[test]
#[cfg(unix)]
fn a_run_stops_between_two_statements_and_the_next_goes_on() {
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite:{}?mode=rwc", folder.path().join("a.db").display());
    for name in ["-INT", "-TERM"] {
        let mut child = start(&url, 50);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        lines.find(|line| line.contains("applied r")).unwrap();
        signal(&child, name);
        let after = applied(lines);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1), "{said}");
        assert!(after < REVISIONS / 2, "{after} were applied after {name}");
        assert!(said.contains("stopping after this statement; once more ends at once"), "{said}");
        assert!(said.contains("run the same again"), "{said}");
    }
    let output = start(&url, 50).wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let rest = applied(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned));
    assert!(rest < REVISIONS, "what was applied stays applied: {rest}");
}

#[test]
#[cfg(unix)]
fn a_second_signal_ends_at_once() {
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite:{}?mode=rwc", folder.path().join("a.db").display());
    let mut child = start(&url, 10_000);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    lines.find(|line| line.contains("waiting")).unwrap();
    let mut errors = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    signal(&child, "-INT");
    errors.find(|line| line.contains("stopping")).unwrap();
    signal(&child, "-INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let after = applied(lines);
    assert_eq!(after, 0);
}
