//! constraints on a standing table
//!
//! Found by comparing the models with a database (MySQL/MariaDB):
//! - the column `id` of `members` is not numbered by the database, the model says numbered by the
//!   database
//! - the primary key (id) of `members` is missing
//! - the unique constraint (user_id, level) of `members` is missing
//! - the foreign key (user_id) to `users` (id) on delete cascade on update restrict of `members` is
//!   missing
//! - the check (level >= 0) of `members` is missing
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
    message: "constraints on a standing table",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.alter_column("members", "id")
        .autoincrement(Always)
        .existing_type(BigInteger)
        .existing_not_null()
        .existing_autoincrement(Never);

    // !! can fail: two rows that are there may have the same `id`
    // !! blocks writers on PostgreSQL: builds the key's index, which reads all rows
    op.create_primary_key("pk_members", "members", ["id"]);

    // !! can fail: two rows that are there may have the same `user_id`, `level`
    // !! blocks writers on PostgreSQL: builds the constraint's index, which reads all rows
    op.create_unique_constraint("uq_members_user_id_level", "members", ["user_id", "level"]);

    // !! can fail: rows that are there may refer to rows of `users` that are not
    // !! blocks writers on PostgreSQL: reads all rows, and `users` cannot be written meanwhile
    // !! blocks writers on MySQL/MariaDB: copies the table to see what its rows refer to
    op.create_foreign_key(
        "fk_members_user_id_users",
        "members",
        "users",
        ["user_id"],
        ["id"],
    )
    .on_delete(Cascade)
    .on_update(Restrict);

    // !! can fail: rows that are there may break the check
    // !! blocks writers on PostgreSQL: reads all rows to see whether they keep the check
    // !! blocks writers on MySQL/MariaDB: copies the table to see whether its rows keep the check
    op.create_check_constraint("ck_members_level_0_6592", "members", "level >= 0");
}

pub fn downgrade(op: &mut Operations) {
    op.drop_constraint("ck_members_level_0_6592", "members", ConstraintKind::Check);
    op.drop_constraint(
        "fk_members_user_id_users",
        "members",
        ConstraintKind::ForeignKey,
    );
    op.drop_constraint(
        "uq_members_user_id_level",
        "members",
        ConstraintKind::Unique,
    );

    // !! blocks writers on MySQL/MariaDB: makes the table anew, because its rows stand in the key
    op.drop_constraint("pk_members", "members", ConstraintKind::PrimaryKey);

    op.alter_column("members", "id")
        .autoincrement(Never)
        .existing_type(BigInteger)
        .existing_not_null()
        .existing_autoincrement(Always);
}
