//! add columns
//!
//! Found by comparing the models with a database (SQLite):
//! - the column `age` of `users` is missing (`INTEGER`, not null)
//! - the column `order` of `users` is missing (`INTEGER`, nullable)
//! - the column `group` of `users` is missing (`TEXT`, not null)
//! - the column `code` of `users` is missing (`VARCHAR(8)`, not null)
//! - the column `is_active` of `users` is missing (`BOOLEAN`, not null)
//! - the column `mood` of `users` is missing (`enum mood (sad, ok)`, not null)
//! - the unique constraint (code) of `users` is missing
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
    message: "add columns",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // `age` must have a value, and rows that are there have none for it: it comes in three steps.
    op.add_column("users", "age", Integer);

    // Check the value that rows without one get: it is a placeholder.
    op.execute("UPDATE users SET age = 0 WHERE age IS NULL");

    // !! can fail: rows that are there may hold `NULL` in `age`
    // !! blocks writers on PostgreSQL: reads all rows to see whether one holds `NULL`
    op.alter_column("users", "age")
        .not_null()
        .existing_type(Integer)
        .existing_nullable();

    op.add_column("users", "order", Integer);

    // `group` must have a value, and rows that are there have none for it: it comes in three steps.
    op.add_column("users", "group", Text);

    // Check the value that rows without one get: it is a placeholder.
    op.execute(
        Sql::new(r#"UPDATE "users" SET "group" = '' WHERE "group" IS NULL"#).on(
            Dialect::Mysql,
            "UPDATE `users` SET `group` = '' WHERE `group` IS NULL",
        ),
    );

    // !! can fail: rows that are there may hold `NULL` in `group`
    // !! blocks writers on PostgreSQL: reads all rows to see whether one holds `NULL`
    op.alter_column("users", "group")
        .not_null()
        .existing_type(Text)
        .existing_nullable();

    // `code` must have a value, and rows that are there have none for it: it comes in three steps.
    op.add_column("users", "code", String(8));

    // Write here what rows without a value get: no two may have the same.
    // op.execute("UPDATE users SET code = ... WHERE code IS NULL");

    // !! can fail: rows that are there may hold `NULL` in `code`
    // !! blocks writers on PostgreSQL: reads all rows to see whether one holds `NULL`
    op.alter_column("users", "code")
        .not_null()
        .existing_type(String(8))
        .existing_nullable();

    op.add_column("users", "is_active", Boolean)
        .not_null()
        .default(true);
    op.create_enum("mood", ["sad", "ok"]);

    // `mood` must have a value, and rows that are there have none for it: it comes in three steps.
    op.add_column("users", "mood", Enum("mood", ["sad", "ok"]));

    // Check the value that rows without one get: it is a placeholder.
    op.execute("UPDATE users SET mood = 'sad' WHERE mood IS NULL");

    // !! can fail: rows that are there may hold `NULL` in `mood`
    // !! blocks writers on PostgreSQL: reads all rows to see whether one holds `NULL`
    op.alter_column("users", "mood")
        .not_null()
        .existing_type(Enum("mood", ["sad", "ok"]))
        .existing_nullable();

    // !! can fail: two rows that are there may have the same `code`
    // !! blocks writers on PostgreSQL: builds the constraint's index, which reads all rows
    op.create_unique_constraint("uq_users_code", "users", ["code"]);
}

pub fn downgrade(op: &mut Operations) {
    op.drop_constraint("uq_users_code", "users", ConstraintKind::Unique);

    // !! destroys data: drops the column `mood` and what it holds
    op.drop_column("users", "mood");

    op.drop_enum("mood");

    // !! destroys data: drops the column `is_active` and what it holds
    op.drop_column("users", "is_active");

    // !! destroys data: drops the column `code` and what it holds
    op.drop_column("users", "code");

    // !! destroys data: drops the column `group` and what it holds
    op.drop_column("users", "group");

    // !! destroys data: drops the column `order` and what it holds
    op.drop_column("users", "order");

    // !! destroys data: drops the column `age` and what it holds
    op.drop_column("users", "age");
}
