//! The tables these tests create, and how they look at what stands.

use fsm_core::{
    ColumnDef, DatabasePool, Dialect, EnumDef, ForeignKeyDef, IndexDef, Metadata, SqlType,
    TableDef, UniqueDef,
};
use fsm_tests::{TestDatabase, TestPool};

/// The pool of the test's database, as one that was chosen at run time.
pub fn pool(db: &TestDatabase) -> DatabasePool {
    match db.pool() {
        TestPool::Sqlite(pool) => DatabasePool::Sqlite(pool.clone()),
        TestPool::Postgres(pool) => DatabasePool::Postgres(pool.clone()),
        TestPool::Mysql(pool) => DatabasePool::Mysql(pool.clone()),
    }
}

pub fn id() -> ColumnDef {
    ColumnDef::new("id", SqlType::BigInteger)
}

pub fn big(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::BigInteger).nullable()
}

pub fn mood() -> EnumDef {
    EnumDef::new("mood", ["sad", "ok", "happy"])
}

pub fn users() -> TableDef {
    TableDef::new("users")
        .column(id())
        .column(ColumnDef::new("name", SqlType::String(50)))
        .column(ColumnDef::new("mood", SqlType::Enum(mood())))
        .primary_key(["id"])
        .unique(UniqueDef::new(["name"]))
        .index(IndexDef::new(["mood"]))
}

pub fn posts() -> TableDef {
    TableDef::new("posts")
        .column(id())
        .column(big("author_id"))
        .primary_key(["id"])
        .foreign_key(ForeignKeyDef::new(["author_id"], "users", ["id"]))
        .index(IndexDef::new(["author_id"]))
}

/// `posts` and its parent `users`; the parent sorts last by name.
pub fn blog() -> Metadata {
    metadata([posts(), users()])
}

/// `a` refers to `b`, `b` refers to `a`, and `a` to itself.
pub fn ring() -> Metadata {
    let table = |name: &'static str, other: &'static str| {
        TableDef::new(name)
            .column(id())
            .column(big("other_id"))
            .primary_key(["id"])
            .foreign_key(ForeignKeyDef::new(["other_id"], other, ["id"]))
    };
    let own = ForeignKeyDef::new(["own_id"], "a", ["id"]);
    metadata([table("a", "b").column(big("own_id")).foreign_key(own), table("b", "a")])
}

pub fn metadata(tables: impl IntoIterator<Item = TableDef>) -> Metadata {
    let mut metadata = Metadata::new();
    for table in tables {
        metadata.add(table).expect("the tables of a test have names of their own");
    }
    metadata
}

/// Tables of one column.
pub fn small(count: usize) -> Metadata {
    metadata(
        (0..count)
            .map(|at| TableDef::new(format!("t{at:04}").as_str()).column(id()).primary_key(["id"])),
    )
}

/// The tables that stand, by name.
pub async fn tables(db: &TestDatabase) -> Result<Vec<String>, sqlx::Error> {
    let sql = match db.dialect() {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
        }
        Dialect::Postgres => {
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') \
             AND relnamespace = current_schema()::regnamespace ORDER BY 1"
        }
        _ => {
            "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1"
        }
    };
    names(db, sql).await
}

/// The native enums that stand, by name.
pub async fn enums(db: &TestDatabase) -> Result<Vec<String>, sqlx::Error> {
    if db.dialect() == Dialect::Postgres {
        names(db, "SELECT typname FROM pg_type WHERE typtype = 'e' ORDER BY 1").await
    } else {
        Ok(Vec::new())
    }
}

/// The first column of a query.
pub async fn names(db: &TestDatabase, sql: &str) -> Result<Vec<String>, sqlx::Error> {
    let rows = db.query_text(sql).await?;
    Ok(rows.into_iter().filter_map(|mut row| row.swap_remove(0)).collect())
}

/// Objects as their text: ``table `users` ``.
pub fn texts(objects: &[fsm_core::Object]) -> Vec<String> {
    objects.iter().map(ToString::to_string).collect()
}
