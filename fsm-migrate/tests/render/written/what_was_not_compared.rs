//! what was not compared
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the column `age` of `users` is missing (`INTEGER`, nullable)
//!
//! Not compared:
//! - default of column `bio` of `users` was not compared, because no server was asked in which form
//!   it keeps the text
//!
//! Broken in the database, and not mended here:
//! - the index `ix_users_bio` of `users` was not built to its end
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
    message: "what was not compared",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.add_column("users", "age", Integer);
}

pub fn downgrade(op: &mut Operations) {
    // !! destroys data: drops the column `age` and what it holds
    op.drop_column("users", "age");
}
