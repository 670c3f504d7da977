//! The laws of reading and comparing, on random schemas and random changes of them, on every database.
//!
//! `cargo xtask laws` runs as many as one wants; `FSM_READING_SEED=7` runs one again.

mod draw;
mod expression;
mod ground;
mod law;
mod lineage;
mod mutation;
mod rows;
mod run;
mod sample;
mod schema;
mod shrink;
mod tally;
mod words;

use std::process::ExitCode;

use fsm_tests::Suite;

fn main() -> ExitCode {
    let code = Suite::new().on_all(run::cases()).run();
    print!("{}", tally::show());
    code
}
