//! names out of hand
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the table `with.dot` is missing
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
    message: "names out of hand",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.create_table(TableName::new("with.dot"), |t| {
        t.column(r#"say "hi""#, Text).not_null().default("a\nb");
        t.column("{name}", Text)
            .not_null()
            .comment("*/ // \u{202e} end");
        t.check(r#""say ""hi""" <> '\'"#)
            .named("ck_with.dot_say_hi_4744");
    });
}

pub fn downgrade(op: &mut Operations) {
    // !! destroys data: drops the table `with.dot` and its rows
    op.drop_table(TableName::new("with.dot"));
}
