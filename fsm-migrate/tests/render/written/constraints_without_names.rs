//! constraints without names
//!
//! Found by comparing the models with a database (SQLite):
//! - the check (length(bio) < 500) of `users` is not as in the model
//! - the unique constraint (username) of `users` is not as in the model
//! - the unique constraint (username, bio) of `users` is missing
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
    message: "constraints without names",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.drop_constraint(
        "ck_users_length_bio_500_abef",
        "users",
        ConstraintKind::Check,
    );
    op.drop_constraint("uq_users_username", "users", ConstraintKind::Unique);

    // !! can fail: two rows that are there may have the same `username`, `bio`
    // !! blocks writers on PostgreSQL: builds the constraint's index, which reads all rows
    op.create_unique_constraint("uq_users_username_bio", "users", ["username", "bio"]);
}

pub fn downgrade(op: &mut Operations) {
    op.drop_constraint("uq_users_username_bio", "users", ConstraintKind::Unique);

    // !! can fail: two rows that are there may have the same `username`
    // !! blocks writers on PostgreSQL: builds the constraint's index, which reads all rows
    op.create_unique_constraint("uq_users_username", "users", ["username"]);

    // !! can fail: rows that are there may break the check
    // !! blocks writers on PostgreSQL: reads all rows to see whether they keep the check
    // !! blocks writers on MySQL/MariaDB: copies the table to see whether its rows keep the check
    op.create_check_constraint("ck_users_length_bio_500_abef", "users", "length(bio) < 500");
}
