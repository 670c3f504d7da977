//! Histories that several tests run.

use fsm_core::Metadata;
use fsm_migrate::graph::Revision;
use fsm_migrate::prelude::*;
use fsm_migrate::{Migrator, Revisions, Script};

/// A migrator of these revisions, without models.
pub fn migrator(scripts: impl IntoIterator<Item = Script>) -> Migrator {
    let revisions = Revisions::new(scripts).expect("the revisions fit together");
    Migrator::new(Metadata::new()).with_revisions(revisions)
}

/// A revision of that id that follows those.
pub fn script(
    id: &str,
    after: &[&str],
    upgrade: impl Fn(&mut Operations) + Send + Sync + 'static,
    downgrade: impl Fn(&mut Operations) + Send + Sync + 'static,
) -> Script {
    let revision =
        Revision::new(id).down_revision(after.iter().copied()).message(format!("revision {id}"));
    Script::new(revision, upgrade, downgrade)
}

/// Users, posts that refer to them, a column more, a column altered, rows, and an index.
pub fn blog() -> Vec<Script> {
    vec![
        script(
            "a1",
            &[],
            |op| {
                op.create_table("users", |t| {
                    t.column("id", BigInteger).primary_key();
                    t.column("name", String(50)).not_null();
                    t.column("email", String(80));
                    t.unique(["name"]).named("uq_users_name");
                });
                op.create_table("posts", |t| {
                    t.column("id", BigInteger).primary_key();
                    t.column("author_id", BigInteger).not_null();
                    t.column("title", String(100)).not_null().default("untitled");
                    t.foreign_key(["author_id"], "users", ["id"])
                        .named("fk_posts_author_id_users")
                        .on_delete(Cascade);
                    t.index([col("author_id")]).named("ix_posts_author_id");
                });
            },
            |op| {
                op.drop_table("posts");
                op.drop_table("users");
            },
        ),
        script(
            "b2",
            &["a1"],
            |op| {
                op.bulk_insert(
                    "users",
                    ["id", "name"],
                    [[Value::from(1), "ada".into()], [2.into(), "bob".into()]],
                );
                op.execute("INSERT INTO posts (id, author_id, title) VALUES (1, 1, 'first')");
            },
            |op| {
                op.execute("DELETE FROM posts");
                op.execute("DELETE FROM users");
            },
        ),
        script(
            "c3",
            &["b2"],
            |op| {
                op.add_column("users", "role", String(20)).not_null().default("member");
                op.alter_column("users", "email").type_(String(120)).existing_type(String(80));
                op.create_index("ix_users_role", "users", [desc("role")]);
                op.rename_column("posts", "title", "headline");
            },
            |op| {
                op.rename_column("posts", "headline", "title");
                op.drop_index("ix_users_role", "users");
                op.alter_column("users", "email").type_(String(80)).existing_type(String(120));
                op.drop_column("users", "role");
            },
        ),
        script(
            "d4",
            &["c3"],
            |op| {
                op.run("greet", |connection| {
                    Box::pin(async move {
                        const SQL: &str =
                            "UPDATE users SET email = 'a@example.org' WHERE name = 'ada'";
                        match connection {
                            Connection::Sqlite(on) => {
                                sqlx::query(SQL).execute(on).await?;
                            }
                            Connection::Postgres(on) => {
                                sqlx::query(SQL).execute(on).await?;
                            }
                            Connection::Mysql(on) => {
                                sqlx::query(SQL).execute(on).await?;
                            }
                            _ => {}
                        }
                        Ok(())
                    })
                });
            },
            |op| op.execute("UPDATE users SET email = NULL"),
        ),
        script(
            "e5",
            &["d4"],
            |op| {
                op.create_index("ix_posts_headline", "posts", ["headline"]).concurrently();
            },
            |op| {
                op.drop_index("ix_posts_headline", "posts").concurrently();
            },
        ),
    ]
}
