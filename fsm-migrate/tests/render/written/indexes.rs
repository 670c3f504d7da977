//! indexes
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the index (bio) of `users` is missing
//! - the unique index (lower(username)) of `users` is missing
//! - the index `ix_users_search` (username desc nulls last, bio C text_pattern_ops) using btree
//!   include (id) where bio IS NOT NULL with the comment `for the search` of `users` is missing
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
    message: "indexes",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // !! blocks writers on PostgreSQL: until the index is built; with `.concurrently()` it is built
    //    beside them, outside of the transaction
    op.create_index("ix_users_bio", "users", ["bio"]);

    // !! can fail: two rows that are there may be equal in it
    // !! blocks writers on PostgreSQL: until the index is built; with `.concurrently()` it is built
    //    beside them, outside of the transaction
    op.create_index(
        "ix_users_lower_username_6a31",
        "users",
        [expr("lower(username)")],
    )
    .unique();

    // !! blocks writers on PostgreSQL: until the index is built; with `.concurrently()` it is built
    //    beside them, outside of the transaction
    op.create_index(
        "ix_users_search",
        "users",
        [
            desc("username").nulls(NullsOrder::Last),
            col("bio").operator_class("text_pattern_ops").collation("C"),
        ],
    )
    .method("btree")
    .predicate("bio IS NOT NULL")
    .include(["id"])
    .comment("for the search");
}

pub fn downgrade(op: &mut Operations) {
    op.drop_index("ix_users_search", "users");
    op.drop_index("ix_users_lower_username_6a31", "users");
    op.drop_index("ix_users_bio", "users");
}
