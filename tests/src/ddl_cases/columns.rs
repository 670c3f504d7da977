use super::{Group, bigint, integer, table, text, varchar, with};
use fsm_core::{Autoincrement, ColumnDef, Dialect, IdentityDef, Sql, SqlType, TableDef};

pub(super) fn cases() -> Group {
    vec![
        ("column_types", vec![types()]),
        ("column_nullable", vec![table("t").column(varchar("a")).column(varchar("b").nullable())]),
        (
            "column_type_override",
            vec![
                table("t").column(
                    text("a")
                        .type_on(Dialect::Sqlite, "NVARCHAR(5)")
                        .type_on(Dialect::Postgres, "CHAR(5)")
                        .type_on(Dialect::Mysql, "CHAR(5) CHARACTER SET ascii"),
                ),
            ],
        ),
        (
            "column_custom_type",
            vec![table("t").column(ColumnDef::new(
                "a",
                SqlType::Custom(Sql::new("NUMERIC(4, 1)").on(Dialect::Sqlite, "NUMERIC")),
            ))],
        ),
        (
            "column_collation",
            vec![table("t").column(varchar("a").collation(
                Sql::new("C").on(Dialect::Sqlite, "NOCASE").on(Dialect::Mysql, "utf8mb4_bin"),
            ))],
        ),
        (
            "column_collation_of_one_dialect",
            vec![table("t").column(varchar("a").collation(Sql {
                common: None,
                overrides: vec![(Dialect::Sqlite, "NOCASE".into())].into(),
            }))],
        ),
        (
            "column_comment",
            vec![
                table("t")
                    .comment("a table's comment")
                    .column(varchar("a").comment("a column's \"comment\"")),
            ],
        ),
        (
            "computed_stored",
            vec![table("t").column(integer("a")).column(integer("b").computed("a * 2", true))],
        ),
        (
            "computed_virtual",
            vec![table("t").column(integer("a")).column(integer("b").computed("a * 2", false))],
        ),
        (
            "autoincrement_never",
            vec![
                TableDef::new("t")
                    .column(integer("id").autoincrement(Autoincrement::Never))
                    .primary_key(["id"]),
            ],
        ),
        (
            "autoincrement_in_composite_key",
            vec![
                TableDef::new("t")
                    .column(bigint("a").autoincrement(Autoincrement::Always))
                    .column(bigint("b"))
                    .primary_key(["a", "b"]),
            ],
        ),
        (
            "identity_plain",
            vec![
                TableDef::new("t")
                    .column(bigint("id").identity(IdentityDef::NEW))
                    .primary_key(["id"]),
            ],
        ),
        (
            "identity_start",
            vec![
                TableDef::new("t")
                    .column(bigint("id").identity(with(IdentityDef::NEW, |identity| {
                        identity.start = Some(1000);
                    })))
                    .primary_key(["id"]),
            ],
        ),
        (
            "identity_options",
            vec![
                TableDef::new("t")
                    .column(bigint("id").identity(with(IdentityDef::NEW, |identity| {
                        identity.always = true;
                        identity.start = Some(10);
                        identity.increment = Some(5);
                        identity.min_value = Some(5);
                        identity.max_value = Some(1_000_000);
                        identity.cycle = true;
                        identity.cache = Some(20);
                    })))
                    .primary_key(["id"]),
            ],
        ),
    ]
}

fn types() -> TableDef {
    let types = [
        ("boolean", SqlType::Boolean),
        ("small_integer", SqlType::SmallInteger),
        ("integer", SqlType::Integer),
        ("big_integer", SqlType::BigInteger),
        ("float", SqlType::Float),
        ("double", SqlType::Double),
        ("text", SqlType::Text),
        ("string", SqlType::String(50)),
        ("large_binary", SqlType::LargeBinary),
        ("uuid", SqlType::Uuid),
        ("date", SqlType::Date),
        ("time", SqlType::Time),
        ("date_time", SqlType::DateTime),
        ("date_time_tz", SqlType::DateTimeTz),
        ("json", SqlType::Json),
    ];
    types.into_iter().fold(table("t"), |table, (name, sql_type)| {
        table.column(ColumnDef::new(name, sql_type).nullable())
    })
}
