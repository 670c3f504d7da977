//! thin
#![forbid(unsafe_code)]
#![allow(dead_code)]
use fsm_core::{Embeddable, SqlEnum, Table};

#[derive(Table)]
#[table(name = "users", comment = "people who talked to the bot")]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(length = 50, unique)]
    username: String,
    email: Option<String>,
    #[column(default = "member", check = "role IN ('member', 'admin')")]
    role: String,
    #[column(references = Self::id, on_delete = "set null")]
    friend: Option<i64>,
}

#[derive(Table)]
#[table(unique(author_id, slug), index(name = "ix_posts_recent", columns(author_id, slug desc), where = "published"))]
struct Post {
    #[column(primary_key)]
    id: i64,
    #[column(references = User::id, on_delete = "cascade", index)]
    author_id: i64,
    slug: String,
    published: bool,
    kind: Kind,
    #[sqlx(flatten)]
    address: Address,
}
#[derive(SqlEnum)]
enum Kind {
    A,
    B,
}
#[derive(Embeddable)]
struct Address {
    city: String,
    #[column(length = 3)]
    zip: String,
}

#[test]
fn thin() {
    assert_eq!(User::definition().columns.len(), 5);
    println!("{:#?}", Post::definition());
    assert_eq!(Post::COLUMNS.address.zip.name(), "zip");
    assert!(fsm_core::metadata().contains("post"));
}
