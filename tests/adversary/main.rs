//! What someone would do who wants it to break, on every database: one module a theme, listed here.
//!
//! The rounds are few; `cargo xtask storm` runs as many as one wants.

mod kill;
mod process;
mod storm;

use std::process::ExitCode;

use fsm_tests::Suite;

fn main() -> ExitCode {
    Suite::new().on_all(storm::cases()).on_all(kill::cases()).run()
}
