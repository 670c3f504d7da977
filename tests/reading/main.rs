//! The laws of reading and comparing, on random schemas and random changes of them, on every database.
//!
//! `cargo test -p fsm-tests --test reading` runs them, and `cargo test` alone does not, because they do not hold for every
//! seed yet. `FSM_READING_SEEDS=1000` runs more, `FSM_READING_SEED=7` one again.

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
