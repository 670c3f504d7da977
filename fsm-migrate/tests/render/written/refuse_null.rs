//! refuse null
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the column `bio` of `users` is `TEXT`, the model says `VARCHAR(500)`; is nullable, the model
//!   says not null
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
    message: "refuse null",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // !! can fail on PostgreSQL and MySQL/MariaDB: values that are there may be longer than 500
    //    characters
    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("users", "bio")
        .type_(String(500))
        .existing_type(Text)
        .existing_nullable();

    // Check the value that rows without one get: it is a placeholder.
    op.execute("UPDATE users SET bio = '' WHERE bio IS NULL");

    // !! can fail: rows that are there may hold `NULL` in `bio`
    // !! blocks writers on PostgreSQL: reads all rows to see whether one holds `NULL`
    op.alter_column("users", "bio")
        .not_null()
        .existing_type(String(500))
        .existing_nullable();
}

pub fn downgrade(op: &mut Operations) {
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("users", "bio")
        .type_(Text)
        .nullable()
        .existing_type(String(500))
        .existing_not_null();
}
