//! The blog's tables.

use chrono::{DateTime, Utc};
use fsm_core::{SqlEnum, Table};
use sqlx::FromRow;

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, SqlEnum)]
#[sql_enum(sqlx_type)]
#[sqlx(type_name = "role", rename_all = "lowercase")]
pub enum Role {
    Reader,
    Writer,
    Admin,
}

#[derive(Debug, Table, FromRow)]
#[table(name = "users", comment = "people who read and write")]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(length = 50, unique)]
    pub username: String,
    #[column(default = "reader")]
    pub role: Role,
    #[column(default_sql = "CURRENT_TIMESTAMP")]
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Table, FromRow)]
#[table(name = "posts", unique(author_id, slug), index(columns(author_id, created_at desc)))]
pub struct Post {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = User::id, on_delete = "cascade")]
    pub author_id: i64,
    #[column(length = 80)]
    pub slug: String,
    #[column(check = "title <> ''")]
    pub title: String,
    /// What stands in lists; not every post has one.
    #[column(length = 300)]
    pub summary: Option<String>,
    #[column(default = false, index)]
    pub published: bool,
    #[column(default_sql = "CURRENT_TIMESTAMP")]
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Table, FromRow)]
#[table(name = "comments")]
pub struct Comment {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = Post::id, on_delete = "cascade", index)]
    pub post_id: i64,
    #[column(references = User::id, on_delete = "set null", index)]
    pub author_id: Option<i64>,
    pub body: String,
}

#[derive(Debug, Table, FromRow)]
#[table(name = "tags")]
pub struct Tag {
    #[column(primary_key, length = 30)]
    pub name: String,
}

/// A join table, with a key of two columns.
#[derive(Debug, Table, FromRow)]
#[table(name = "post_tags", primary_key(post_id, tag))]
pub struct PostTag {
    #[column(references = Post::id, on_delete = "cascade")]
    pub post_id: i64,
    #[column(length = 30, references = Tag::name, on_delete = "cascade", index)]
    pub tag: String,
}
