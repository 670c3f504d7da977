//! `cargo xtask COMMAND`.
//!
//! Holds nothing itself.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::run()
}
