//! The command line as a call: what it answers, what it writes, and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first thing that goes wrong, in its helpers as well"
)]

mod autogenerate;
mod bench;
mod graph;
mod new;
mod online;
mod project;
mod stop;
