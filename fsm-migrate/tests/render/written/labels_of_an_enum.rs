//! labels of an enum
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the label `admin` of the enum `role` is `owner` in the models
//! - the enum `role` has the labels `member`, `owner`, the model says `guest`, `member`, `owner`
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
    message: "labels of an enum",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // !! blocks writers on MySQL/MariaDB: copies the tables to give their rows the new label
    op.rename_enum_value(
        "role",
        "admin",
        "owner",
        ["member", "admin"],
        &[("users", "role")],
    );

    // !! blocks writers on MySQL/MariaDB: copies the tables whose columns have it
    op.alter_enum(
        "role",
        ["member", "owner"],
        ["guest", "member", "owner"],
        &[("users", "role")],
    );
}

pub fn downgrade(op: &mut Operations) {
    // !! can fail: rows that are there may hold `guest`, which goes
    // !! blocks writers on PostgreSQL: puts a new type under every column that has it, which writes
    //    the tables anew
    // !! blocks writers on MySQL/MariaDB: copies the tables whose columns have it
    op.alter_enum(
        "role",
        ["guest", "member", "owner"],
        ["member", "owner"],
        &[("users", "role")],
    );

    // !! blocks writers on MySQL/MariaDB: copies the tables to give their rows the new label
    op.rename_enum_value(
        "role",
        "owner",
        "admin",
        ["member", "owner"],
        &[("users", "role")],
    );
}
