//! Rows, through `FromRow` on the same structs.

use crate::models::{Post, PostTag, Role, Tag, User};
use fsm_core::DatabasePool;
use sqlx::QueryBuilder;

/// Writes a user with a post and a tag, and reads them back.
pub async fn write_and_read(pool: &DatabasePool) -> sqlx::Result<()> {
    // sqlx's queries have the database in their types, so this is compiled once for each.
    match pool {
        DatabasePool::Sqlite(pool) => rows!(pool),
        DatabasePool::Postgres(pool) => rows!(pool),
        DatabasePool::Mysql(pool) => rows!(pool),
        _ => Ok(()),
    }
}

/// `QueryBuilder` writes `?` or `$1` as the database wants it.
macro_rules! rows {
    ($pool:expr) => {{
        let (users,): (i64,) =
            sqlx::query_as("SELECT COUNT(*) FROM users").fetch_one($pool).await?;
        let username = format!("guest-{}", users + 1);
        let inviter: Option<User> =
            sqlx::query_as("SELECT * FROM users ORDER BY id LIMIT 1").fetch_optional($pool).await?;

        let mut insert = QueryBuilder::new("INSERT INTO users (username, role, invited_by) ");
        insert.push_values([&username], |mut row, username| {
            row.push_bind(username);
            row.push_bind(if inviter.is_none() { Role::Admin } else { Role::Member });
            row.push_bind(inviter.as_ref().map(|user| user.id));
        });
        insert.build().execute($pool).await?;

        let mut select = QueryBuilder::new("SELECT * FROM users WHERE username = ");
        let user: User = select.push_bind(&username).build_query_as().fetch_one($pool).await?;
        println!("\nwrote {user:?}");

        let mut insert = QueryBuilder::new("INSERT INTO posts (author_id, slug, title) ");
        insert.push_values([user.id], |mut row, author| {
            row.push_bind(author).push_bind("hello").push_bind("Hello, everyone");
        });
        insert.build().execute($pool).await?;

        let mut select = QueryBuilder::new("SELECT * FROM posts WHERE author_id = ");
        let post: Post = select.push_bind(user.id).build_query_as().fetch_one($pool).await?;
        println!("wrote {post:?}");

        let mut pin = QueryBuilder::new("UPDATE users SET pinned_post_id = ");
        pin.push_bind(post.id).push(" WHERE id = ").push_bind(user.id);
        pin.build().execute($pool).await?;

        let greeting: Option<Tag> = sqlx::query_as("SELECT * FROM tags WHERE name = 'greeting'")
            .fetch_optional($pool)
            .await?;
        if let Some(Tag { name }) = greeting {
            println!("the tag `{name}` is there");
        } else {
            sqlx::query("INSERT INTO tags (name) VALUES ('greeting')").execute($pool).await?;
        }
        let mut insert =
            QueryBuilder::new("INSERT INTO post_tags (tag, post_id) VALUES ('greeting', ");
        insert.push_bind(post.id).push(")").build().execute($pool).await?;

        let users: Vec<User> =
            sqlx::query_as("SELECT * FROM users ORDER BY id").fetch_all($pool).await?;
        let posts: Vec<Post> =
            sqlx::query_as("SELECT * FROM posts ORDER BY id").fetch_all($pool).await?;
        let tags: Vec<PostTag> =
            sqlx::query_as("SELECT * FROM post_tags ORDER BY post_id").fetch_all($pool).await?;
        print_all(&users, &posts, &tags);
        Ok(())
    }};
}
use rows;

fn print_all(users: &[User], posts: &[Post], tags: &[PostTag]) {
    println!("\nread {} users:", users.len());
    for User { id, username, role, invited_by, pinned_post_id, created_at } in users {
        let inviter = invited_by.map_or("nobody".to_owned(), |id| format!("user {id}"));
        println!("  {id} {username} is {role:?}, invited by {inviter}, since {created_at}");
        for post in posts.iter().filter(|post| post.author_id == *id) {
            let pinned = if Some(post.id) == *pinned_post_id { "pinned" } else { "not pinned" };
            let state = if post.published { "published" } else { "draft" };
            let tags: Vec<&str> =
                tags.iter().filter(|tag| tag.post_id == post.id).map(|tag| &*tag.tag).collect();
            println!(
                "    {} ({state}, {pinned}, {tags:?}) {}, {}",
                post.slug, post.title, post.created_at
            );
        }
    }
}
