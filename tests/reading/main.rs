//! The laws of reading and comparing, on random schemas and random changes of them, on every database.
//!
//! `cargo xtask laws` runs many more than `cargo test` does. `FSM_READING_SEEDS=1000` says how many, `FSM_READING_FROM=500`
//! from which one on, `FSM_READING_SEED=7` runs one again, and `FSM_READING_PATIENCE=0` leaves what breaks as large as it is.

#![allow(
    clippy::assigning_clones,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::match_same_arms,
    clippy::needless_for_each,
    clippy::nonminimal_bool,
    clippy::struct_field_names,
    clippy::too_many_lines,
    clippy::unnecessary_wraps,
    reason = "a generator reads best as a list of what it may make"
)]

mod draw;
mod expression;
mod found;
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
    let code = found::list(Suite::new().on_all(run::cases())).run();
    print!("{}", tally::show());
    code
}
