//! Revisions on every database: applied, undone, refused, gone on with after a crash, and written as offline SQL.

mod callers;
mod crash;
mod history;
mod offline;
mod online;
mod refused;
mod storage;

use fsm_tests::Suite;
use std::process::ExitCode;

fn main() -> ExitCode {
    let suite = Suite::new();
    let suite = online::list(suite);
    let suite = refused::list(suite);
    let suite = callers::list(suite);
    let suite = offline::list(suite);
    let suite = crash::list(suite);
    let suite = storage::list(suite);
    suite.run()
}
