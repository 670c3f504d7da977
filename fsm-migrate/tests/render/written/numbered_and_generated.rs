//! numbered and generated
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the column `number` of `users` is missing (`INTEGER`, not null)
//! - the column `seen` of `users` is missing (`DATETIME WITH TIME ZONE`, not null)
//! - the column `length` of `users` is missing (`INTEGER`, nullable)
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
    message: "numbered and generated",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // !! blocks writers on PostgreSQL: writes the table anew, with a value in each row
    // !! blocks writers on MySQL/MariaDB: copies the table, with a value in each row
    op.add_column("users", "number", Integer)
        .not_null()
        .identity(IdentityDef::NEW.always().start(100));

    // !! blocks writers on PostgreSQL: writes the table anew if the default is worked out for each
    //    row
    op.add_column("users", "seen", DateTimeTz)
        .not_null()
        .default_sql("clock_timestamp()");

    // !! blocks writers on PostgreSQL: writes the table anew, with a value in each row
    // !! blocks writers on MySQL/MariaDB: copies the table, with a value in each row
    op.add_column("users", "length", Integer)
        .computed("length(bio)", true);
}

pub fn downgrade(op: &mut Operations) {
    op.drop_column("users", "length");

    // !! destroys data: drops the column `seen` and what it holds
    op.drop_column("users", "seen");

    // !! destroys data: drops the column `number` and what it holds
    op.drop_column("users", "number");
}
