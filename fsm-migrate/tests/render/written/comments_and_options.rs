//! comments and options
//!
//! Found by comparing the models with a database (MySQL/MariaDB):
//! - the options of `users` differ: the row format is `unsaid`, the model says `COMPRESSED`
//! - the column `bio` of `users` has no comment, the model says the comment `in their "own" words`
//! - the comment of `users` is none, the model says `people who talked to the bot`
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
    message: "comments and options",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_table_options(
        "users",
        |_| {},
        |o| {
            o.mysql.row_format = Some("COMPRESSED".into());
        },
    );

    op.alter_column("users", "bio")
        .comment(r#"in their "own" words"#)
        .existing_type(Text)
        .existing_nullable();
    op.create_table_comment("users", "people who talked to the bot");
}

pub fn downgrade(op: &mut Operations) {
    op.drop_table_comment("users");
    op.alter_column("users", "bio")
        .no_comment()
        .existing_type(Text)
        .existing_nullable()
        .existing_comment(r#"in their "own" words"#);

    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_table_options(
        "users",
        |o| {
            o.mysql.row_format = Some("COMPRESSED".into());
        },
        |_| {},
    );
}
