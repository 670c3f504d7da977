//! The graph of revisions: what Alembic was observed to answer, each rule on a literal graph, and laws on random ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that goes wrong, in its helpers as well"
)]

mod hostile;
mod large;
mod laws;
mod model;
mod observed;
mod rules;
mod scenario;
