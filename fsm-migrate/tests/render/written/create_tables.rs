//! create tables
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the enum `role` is missing (`member`, `admin`)
//! - the table `users` is missing
//! - the table `posts` is missing
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
    message: "create tables",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.create_enum("role", ["member", "admin"]);
    op.create_table("users", |t| {
        t.column("id", BigInteger).not_null();
        t.column("username", String(50)).not_null();
        t.column("bio", Text);
        t.column("role", Enum("role", ["member", "admin"]))
            .not_null()
            .default("member");
        t.primary_key(["id"]).named("pk_users");
        t.unique(["username"]).named("uq_users_username");
    });
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

pub fn downgrade(op: &mut Operations) {
    // !! destroys data: drops the table `posts` and its rows
    op.drop_table("posts");

    // !! destroys data: drops the table `users` and its rows
    op.drop_table("users");

    op.drop_enum("role");
}
