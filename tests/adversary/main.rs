//! What someone would do who wants it to break, on every database: one module a theme, listed here.
//!
//! The rounds are few; `cargo xtask storm` runs as many as one wants.

mod hostile;
mod process;
mod storage;
mod storm;

use std::process::ExitCode;

use fsm_core::Dialect;
use fsm_tests::Suite;

fn main() -> ExitCode {
    Suite::new()
        .on_all(storm::cases())
        .on_all(storm::kills())
        .on_all(storage::cases())
        .on_all(storage::kills())
        .on(&[Dialect::Postgres, Dialect::Mysql], storage::restarts())
        .on_all(hostile::listed())
        .on_all(hostile::random())
        .on_all(hostile::alike())
        .on(&[Dialect::Mysql], hostile::mysql())
        .on(&[Dialect::Postgres], hostile::postgres())
        .run()
}
