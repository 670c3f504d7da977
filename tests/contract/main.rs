//! What holds on every dialect, and what holds on some: one module a theme, listed here.

mod create;
mod isolation;

use std::process::ExitCode;

use fsm_tests::Suite;

fn main() -> ExitCode {
    create::list(Suite::new().on_all(isolation::cases())).run()
}
