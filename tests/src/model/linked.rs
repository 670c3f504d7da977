//! Structs that are in the metadata by being linked: a ring, a table that refers to itself, a composite key, enums.

use fsm_core::{SqlEnum, Table};

/// The set these structs register in: no other test sees them.
pub const SET: &str = "storm";

#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum, sqlx::Type)]
#[sqlx(type_name = "storm_mood", rename_all = "snake_case")]
enum Mood {
    VeryGood,
    Good,
    Bad,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum, sqlx::Type)]
#[sqlx(type_name = "storm_role", rename_all = "lowercase")]
enum Role {
    Member,
    #[sqlx(rename = "it's admin")]
    Admin,
}

#[derive(Table)]
#[table(name = "storm_users", metadata = "storm", comment = "people, it's said")]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(length = 50, unique)]
    username: String,
    email: Option<String>,
    role: Role,
    mood: Option<Mood>,
    #[column(references = Self::id, on_delete = "set null", index)]
    friend_id: Option<i64>,
    /// A ring with the posts.
    #[column(references = Post::id, on_delete = "set null")]
    pinned_id: Option<i64>,
}

#[derive(Table)]
#[table(
    name = "storm_posts",
    metadata = "storm",
    unique(author_id, slug),
    index(name = "ix_storm_posts_recent", columns(author_id, slug desc))
)]
struct Post {
    #[column(primary_key)]
    id: i64,
    #[column(references = User::id, on_delete = "cascade", index)]
    author_id: i64,
    #[column(length = 100, comment = "as in the \"URL\"")]
    slug: String,
    #[column(default = 1, check = "stars > 0")]
    stars: i32,
    mood: Mood,
}

#[derive(Table)]
#[table(name = "storm_tags", metadata = "storm")]
struct Tag {
    #[column(primary_key, length = 40)]
    label: String,
}

#[derive(Table)]
#[table(name = "storm_post_tags", metadata = "storm", primary_key(post_id, tag))]
struct PostTag {
    #[column(references = Post::id, on_delete = "cascade")]
    post_id: i64,
    #[column(references = Tag::label, length = 40)]
    tag: String,
}
