use super::{SCHEMA, TABLE};
use crate::table::DEFAULT_TABLE_NAME;
use fsm_core::SqlType::{BigInteger, Json, SmallInteger, String};
use fsm_core::{Dialect, TableName};
use fsm_migrate::op::{Operations, TableBuilder, col};

fsm_migrate::revision! {
    id: "fsm_0001_tables",
    down_revision: [],
    branch_labels: ["fsm"],
    depends_on: [],
    message: "conversations, and who handles them",
    set: "fsm"
}

pub(super) fn upgrade(op: &mut Operations) {
    let [data, lock] = names(op);
    op.create_table(data, |t| {
        key(t);
        t.column("state", String(255)).type_on(Dialect::Mysql, "VARBINARY(255)");
        t.column("data", Json);
        t.column("version", BigInteger).not_null();
        t.column("updated_at", BigInteger).not_null();
        t.column("expires_at", BigInteger);
        t.index([
            col("state"),
            col("bot_id"),
            col("chat_id"),
            col("user_id"),
            col("thread_id"),
            col("business_connection_id"),
            col("destiny"),
            col("key_parts"),
        ]);
        t.index([col("expires_at")])
            .predicate("expires_at IS NOT NULL")
            .dialects([Dialect::Sqlite, Dialect::Postgres]);
        t.index([col("expires_at")]).dialects([Dialect::Mysql]);
        t.index([col("user_id")]);
        t.comment("conversation state of chat bots");
    });
    op.create_table(lock, |t| {
        key(t);
        t.column("owner", BigInteger).not_null();
        t.column("expires_at", BigInteger).not_null();
        t.comment("who handles which conversation of chat bots");
    });
}

pub(super) fn downgrade(op: &mut Operations) {
    let [data, lock] = names(op);
    op.drop_table(lock);
    op.drop_table(data);
}

/// The columns that say which conversation it is.
fn key(t: &mut TableBuilder<'_>) {
    t.column("bot_id", BigInteger).not_null();
    t.column("chat_id", BigInteger).not_null();
    t.column("user_id", BigInteger).not_null();
    t.column("thread_id", BigInteger).not_null();
    for name in ["business_connection_id", "destiny"] {
        t.column(name, String(255)).type_on(Dialect::Mysql, "VARBINARY(255)").not_null();
    }
    t.column("key_parts", SmallInteger).not_null();
    t.primary_key([
        "bot_id",
        "chat_id",
        "user_id",
        "thread_id",
        "business_connection_id",
        "destiny",
        "key_parts",
    ]);
}

/// The names of both tables, as the application has them.
fn names(op: &Operations) -> [TableName; 2] {
    let name = op.setting(TABLE).unwrap_or(DEFAULT_TABLE_NAME).to_owned();
    let lock = format!("{name}_lock");
    [name, lock].map(|name| {
        let table = TableName::new(name);
        match op.setting(SCHEMA) {
            Some(schema) => table.in_schema(schema.to_owned()),
            None => table,
        }
    })
}
