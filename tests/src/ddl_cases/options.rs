use super::{Group, bigint, table, varchar, with};
use fsm_core::{ColumnDef, SqlType, TableDef};

pub(super) fn cases() -> Group {
    vec![
        (
            "sqlite_strict",
            vec![with(
                table("t")
                    .column(varchar("a"))
                    .column(ColumnDef::new("yes", SqlType::Boolean))
                    .column(ColumnDef::new("moment", SqlType::DateTime))
                    .column(ColumnDef::new("bytes", SqlType::LargeBinary))
                    .column(ColumnDef::new("double", SqlType::Double)),
                |table| table.options.sqlite.strict = true,
            )],
        ),
        (
            "sqlite_without_rowid",
            vec![with(TableDef::new("t").column(varchar("code")).primary_key(["code"]), |table| {
                table.options.sqlite.without_rowid = true;
            })],
        ),
        (
            "sqlite_strict_without_rowid",
            vec![with(table("t"), |table| {
                table.options.sqlite.strict = true;
                table.options.sqlite.without_rowid = true;
            })],
        ),
        (
            "sqlite_autoincrement",
            vec![with(table("t"), |table| table.options.sqlite.autoincrement = true)],
        ),
        (
            "postgres_unlogged",
            vec![with(table("t"), |table| {
                table.options.postgres.unlogged = true;
                table.options.postgres.with = vec![
                    ("fillfactor".into(), "70".into()),
                    ("autovacuum_enabled".into(), "off".into()),
                ]
                .into();
                table.options.postgres.tablespace = Some("pg_default".into());
            })],
        ),
        (
            "postgres_partition_by",
            vec![with(
                TableDef::new("t")
                    .column(bigint("id"))
                    .column(ColumnDef::new("created_at", SqlType::DateTimeTz))
                    .primary_key(["id", "created_at"]),
                |table| {
                    table.options.postgres.partition_by = Some("RANGE (created_at)".into());
                },
            )],
        ),
        (
            "mysql_options",
            vec![with(table("t").comment("it's"), |table| {
                table.options.mysql.engine = Some("InnoDB".into());
                table.options.mysql.charset = Some("utf8mb4".into());
                table.options.mysql.collation = Some("utf8mb4_bin".into());
                table.options.mysql.row_format = Some("DYNAMIC".into());
            })],
        ),
    ]
}
