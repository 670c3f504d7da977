//! an enum that stands
//!
//! Found by comparing the models with a database (SQLite):
//! - the table `log` is missing
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
    message: "an enum that stands",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.create_enum("kind", ["in", "out"]);
    op.create_table("log", |t| {
        t.column("id", BigInteger).not_null();
        t.column("role", Enum("role", ["member", "admin"]))
            .not_null();
        t.column("kind", Enum("kind", ["in", "out"])).not_null();
        t.primary_key(["id"]).named("pk_log");
    });
}

pub fn downgrade(op: &mut Operations) {
    // !! destroys data: drops the table `log` and its rows
    op.drop_table("log");

    op.drop_enum("kind");
}
