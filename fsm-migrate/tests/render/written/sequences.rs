//! sequences
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the sequence `invoices` is missing
//! - the sequence `tickets` has the increment `5`, the model says `10`; the cache `unsaid`, the
//!   model says `20`
//! - no model has the sequence `unused`
//!
//! Lines that begin with `// !!` stand above steps that destroy data, that rows can make fail, or
//! that keep writers waiting: look at these first.
//!
//! Revision ID: 3f2a9c1b7d10
//! Revises: 91c0d2e4aa71
//! Create Date: 2026-11-21 20:59:01+00:00

use fsm_migrate::prelude::*;

revision! {
    id: "3f2a9c1b7d10",
    down_revision: ["91c0d2e4aa71"],
    branch_labels: [],
    depends_on: [],
    message: "sequences",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.create_sequence("invoices")
        .start(1000)
        .comment("no gaps");
    op.alter_sequence("tickets")
        .increment(10)
        .cache(20)
        .existing(|sequence| sequence.increment(5));

    // !! destroys data: drops the sequence `unused` and its last number
    op.drop_sequence("unused");
}

pub fn downgrade(op: &mut Operations) {
    op.create_sequence("unused");
    op.alter_sequence("tickets")
        .increment(5)
        .existing(|sequence| sequence.increment(10).cache(20));

    // !! destroys data: drops the sequence `invoices` and its last number
    op.drop_sequence("invoices");
}
