//! initial
//!
//! Found by comparing the models with a database (SQLite):
//! - the table `users` is missing
//! - the table `posts` is missing
//! - the table `comments` is missing
//! - the table `fsm_data` is missing
//! - the table `fsm_data_lock` is missing
//! - the table `tags` is missing
//! - the table `post_tags` is missing
//!
//! Lines that begin with `// !!` stand above steps that destroy data, that rows can make fail, or
//! that keep writers waiting: look at these first.
//!
//! Revision ID: 22d64e89757f
//! Revises: nothing
//! Create Date: 2026-11-21 22:07:33+00:00

use fsm_migrate::prelude::*;

revision! {
    id: "22d64e89757f",
    down_revision: [],
    branch_labels: [],
    depends_on: [],
    message: "initial",
    create_date: "2026-11-21 22:07:33+00:00"
}

pub fn upgrade(op: &mut Operations) {
    op.create_enum("role", ["reader", "writer", "admin"]);
    op.create_table("users", |t| {
        t.column("id", BigInteger).not_null();
        t.column("username", String(50)).not_null();
        t.column("role", Enum("role", ["reader", "writer", "admin"])).not_null().default("reader");
        t.column("created_at", DateTimeTz).not_null().default_sql("CURRENT_TIMESTAMP");
        t.primary_key(["id"]).named("pk_users");
        t.unique(["username"]).named("uq_users_username");
        t.comment("people who read and write");
    });
    op.create_table("posts", |t| {
        t.column("id", BigInteger).not_null();
        t.column("author_id", BigInteger).not_null();
        t.column("slug", String(80)).not_null();
        t.column("title", Text).not_null();
        t.column("published", Boolean).not_null().default(false);
        t.column("created_at", DateTimeTz).not_null().default_sql("CURRENT_TIMESTAMP");
        t.primary_key(["id"]).named("pk_posts");
        t.unique(["author_id", "slug"]).named("uq_posts_author_id_slug");
        t.check("title <> ''").named("ck_posts_title").at_column("title");
        t.foreign_key(["author_id"], "users", ["id"])
            .named("fk_posts_author_id_users")
            .on_delete(Cascade);
        t.index([col("author_id"), desc("created_at")]).named("ix_posts_author_id_created_at");
    });
    op.create_table("comments", |t| {
        t.column("id", BigInteger).not_null();
        t.column("post_id", BigInteger).not_null();
        t.column("author_id", BigInteger);
        t.column("body", Text).not_null();
        t.primary_key(["id"]).named("pk_comments");
        t.foreign_key(["post_id"], "posts", ["id"])
            .named("fk_comments_post_id_posts")
            .on_delete(Cascade);
        t.foreign_key(["author_id"], "users", ["id"])
            .named("fk_comments_author_id_users")
            .on_delete(SetNull);
        t.index(["post_id"]).named("ix_comments_post_id");
        t.index(["author_id"]).named("ix_comments_author_id");
    });
    op.create_table("fsm_data", |t| {
        t.column("bot_id", BigInteger).not_null();
        t.column("chat_id", BigInteger).not_null();
        t.column("user_id", BigInteger).not_null();
        t.column("thread_id", BigInteger).not_null();
        t.column("business_connection_id", String(255))
            .type_on(Dialect::Mysql, "VARBINARY(255)")
            .not_null();
        t.column("destiny", String(255))
            .type_on(Dialect::Mysql, "VARBINARY(255)")
            .not_null();
        t.column("key_parts", SmallInteger).not_null();
        t.column("state", String(255))
            .type_on(Dialect::Mysql, "VARBINARY(255)");
        t.column("data", Json);
        t.column("version", BigInteger).not_null();
        t.column("updated_at", BigInteger).not_null();
        t.column("expires_at", BigInteger);
        t.primary_key([
            "bot_id",
            "chat_id",
            "user_id",
            "thread_id",
            "business_connection_id",
            "destiny",
            "key_parts",
        ])
        .named("pk_fsm_data");
        t.index(["user_id"]).named("ix_fsm_data_user_id");
        t.index([
            "state",
            "bot_id",
            "chat_id",
            "user_id",
            "thread_id",
            "business_connection_id",
            "destiny",
            "key_parts",
        ])
        .named(
            "ix_fsm_data_state_bot_id_chat_id_user_id_thread_id_business_connection_id_destiny_key_parts",
        );
        t.index(["expires_at"])
            .named("ix_fsm_data_expires_at")
            .predicate("expires_at IS NOT NULL")
            .dialects([Dialect::Sqlite, Dialect::Postgres]);
        t.index(["expires_at"])
            .named("ix_fsm_data_expires_at")
            .dialects([Dialect::Mysql]);
        t.comment("conversation state of chat bots");
    });
    op.create_table("fsm_data_lock", |t| {
        t.column("bot_id", BigInteger).not_null();
        t.column("chat_id", BigInteger).not_null();
        t.column("user_id", BigInteger).not_null();
        t.column("thread_id", BigInteger).not_null();
        t.column("business_connection_id", String(255))
            .type_on(Dialect::Mysql, "VARBINARY(255)")
            .not_null();
        t.column("destiny", String(255)).type_on(Dialect::Mysql, "VARBINARY(255)").not_null();
        t.column("key_parts", SmallInteger).not_null();
        t.column("owner", BigInteger).not_null();
        t.column("expires_at", BigInteger).not_null();
        t.primary_key([
            "bot_id",
            "chat_id",
            "user_id",
            "thread_id",
            "business_connection_id",
            "destiny",
            "key_parts",
        ])
        .named("pk_fsm_data_lock");
        t.comment("who handles which conversation of chat bots");
    });
    op.create_table("tags", |t| {
        t.column("name", String(30)).not_null();
        t.primary_key(["name"]).named("pk_tags");
    });
    op.create_table("post_tags", |t| {
        t.column("post_id", BigInteger).not_null();
        t.column("tag", String(30)).not_null();
        t.primary_key(["post_id", "tag"]).named("pk_post_tags");
        t.foreign_key(["post_id"], "posts", ["id"])
            .named("fk_post_tags_post_id_posts")
            .on_delete(Cascade);
        t.foreign_key(["tag"], "tags", ["name"]).named("fk_post_tags_tag_tags").on_delete(Cascade);
        t.index(["tag"]).named("ix_post_tags_tag");
    });
}

pub fn downgrade(op: &mut Operations) {
    // !! destroys data: drops the table `post_tags` and its rows
    op.drop_table("post_tags");

    // !! destroys data: drops the table `tags` and its rows
    op.drop_table("tags");

    // !! destroys data: drops the table `fsm_data_lock` and its rows
    op.drop_table("fsm_data_lock");

    // !! destroys data: drops the table `fsm_data` and its rows
    op.drop_table("fsm_data");

    // !! destroys data: drops the table `comments` and its rows
    op.drop_table("comments");

    // !! destroys data: drops the table `posts` and its rows
    op.drop_table("posts");

    // !! destroys data: drops the table `users` and its rows
    op.drop_table("users");

    op.drop_enum("role");
}
