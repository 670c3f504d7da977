//! add summaries
//!
//! Found by comparing the models with a database (SQLite):
//! - the column `summary` of `posts` is missing (`VARCHAR(300)`, nullable)
//! - the index (published) of `posts` is missing
//!
//! Lines that begin with `// !!` stand above steps that destroy data, that rows can make fail, or
//! that keep writers waiting: look at these first.
//!
//! Revision ID: 0e45320861da
//! Revises: 22d64e89757f
//! Create Date: 2026-11-21 22:08:26+00:00

use fsm_migrate::prelude::*;

revision! {
    id: "0e45320861da",
    down_revision: ["22d64e89757f"],
    branch_labels: [],
    depends_on: [],
    message: "add summaries",
    create_date: "2026-11-21 22:08:26+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.add_column("posts", "summary", String(300));

    // !! blocks writers on PostgreSQL: until the index is built; with `.concurrently()` it is built
    //    beside them, outside of the transaction
    op.create_index("ix_posts_published", "posts", ["published"]);
}

pub fn downgrade(op: &mut Operations) {
    op.drop_index("ix_posts_published", "posts");

    // !! destroys data: drops the column `summary` and what it holds
    op.drop_column("posts", "summary");
}
