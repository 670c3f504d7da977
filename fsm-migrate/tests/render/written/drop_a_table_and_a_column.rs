//! drop a table and a column
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the table `posts` has no model
//! - the column `bio` of `users` is in no model
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
    message: "drop a table and a column",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // !! destroys data: drops the table `posts` and its rows
    op.drop_table("posts");

    // !! destroys data: drops the column `bio` and what it holds
    op.drop_column("users", "bio");
}

pub fn downgrade(op: &mut Operations) {
    op.add_column("users", "bio", Text);
    op.create_table("posts", |t| {
        t.column("id", BigInteger).not_null();
        t.column("author_id", BigInteger).not_null();
        t.column("title", String(200))
            .not_null()
            .default("untitled");
        t.column("created_at", DateTimeTz)
            .not_null()
            .default_sql("CURRENT_TIMESTAMP");
        t.primary_key(["id"]).named("pk_posts");
        t.check("title <> ''")
            .named("ck_posts_title")
            .at_column("title");
        t.foreign_key(["author_id"], "users", ["id"])
            .named("fk_posts_author_id_users")
            .on_delete(Cascade);
        t.index([col("author_id"), desc("created_at")])
            .named("ix_posts_author_id_created_at");
        t.comment("what people write");
    });
}
