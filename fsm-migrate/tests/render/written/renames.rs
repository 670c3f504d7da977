//! renames
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the primary key `pk_users` of `users` is called `pk_people` in the model
//! - the unique constraint `uq_users_username` of `users` is called `uq_people_full_name` in the
//!   model
//! - the table `users` is called `people` in the models
//! - the column `username` of `people` is called `full_name` in the model
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
    message: "renames",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.rename_constraint("users", ConstraintKind::PrimaryKey, "pk_users", "pk_people");
    op.rename_constraint(
        "users",
        ConstraintKind::Unique,
        "uq_users_username",
        "uq_people_full_name",
    );
    op.rename_table("users", "people");
    op.rename_column("people", "username", "full_name");
}

pub fn downgrade(op: &mut Operations) {
    op.rename_column("people", "full_name", "username");
    op.rename_table("people", "users");
    op.rename_constraint(
        "users",
        ConstraintKind::Unique,
        "uq_people_full_name",
        "uq_users_username",
    );
    op.rename_constraint("users", ConstraintKind::PrimaryKey, "pk_people", "pk_users");
}
