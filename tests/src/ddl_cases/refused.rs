use super::{Group, bigint, index, integer, part, table, text, varchar, with};
use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IdentityDef, IndexColumn,
    IndexDef, Literal, PrimaryKeyDef, ReferentialAction, Sql, SqlType, TableDef, UniqueDef,
};

/// What `verify` refuses on some dialect, mostly on all.
pub(super) fn cases() -> Group {
    let mut cases = columns();
    cases.extend(defaults());
    cases.extend(keys());
    cases.extend(limits());
    cases.extend(names());
    cases
}

fn columns() -> Group {
    vec![
        ("refused_no_columns", vec![TableDef::new("t")]),
        ("refused_duplicate_column", vec![table("t").column(integer("id"))]),
        (
            "refused_type_without_text",
            vec![
                table("t").column(ColumnDef::new("a", SqlType::Custom(only_postgres("tsvector")))),
            ],
        ),
        (
            "refused_check_without_text",
            vec![table("t").check(CheckDef::new(only_postgres("true")).named("ck"))],
        ),
        (
            "refused_empty_sql",
            vec![
                table("t")
                    .column(integer("a").default_sql(" "))
                    .column(integer("b").computed("", true))
                    .check(CheckDef::new("").named("ck")),
            ],
        ),
        (
            "refused_autoincrement_of_text",
            vec![
                TableDef::new("t")
                    .column(varchar("a").autoincrement(Autoincrement::Always))
                    .primary_key(["a"]),
            ],
        ),
        (
            "refused_autoincrement_off_key",
            vec![table("t").column(integer("a").autoincrement(Autoincrement::Always))],
        ),
        (
            "refused_two_numbered_columns",
            vec![table("t").column(bigint("b").identity(IdentityDef::NEW)).index(index(&["b"]))],
        ),
        (
            "refused_default_on_identity",
            vec![
                TableDef::new("t")
                    .column(bigint("id").identity(IdentityDef::NEW).default_value(1_i64))
                    .primary_key(["id"]),
            ],
        ),
        (
            "refused_default_on_computed",
            vec![
                table("t")
                    .column(integer("a"))
                    .column(integer("b").computed("a", true).default_value(1_i64)),
            ],
        ),
        (
            "refused_nullable_primary_key",
            vec![TableDef::new("t").column(varchar("a").nullable()).primary_key(["a"])],
        ),
        ("refused_collation_of_number", vec![table("t").column(integer("a").collation("C"))]),
        (
            "refused_wild_options",
            vec![with(table("t"), |table| {
                table.options.mysql.engine = Some("InnoDB; DROP TABLE x".into());
                table.options.mysql.charset = Some("".into());
                table.options.postgres.with = vec![("fillfactor".into(), "70); --".into())].into();
            })],
        ),
        (
            "refused_without_rowid",
            vec![
                with(TableDef::new("a").column(integer("x")), |table| {
                    table.options.sqlite.without_rowid = true;
                }),
                with(table("b"), |table| {
                    table.options.sqlite.without_rowid = true;
                    table.options.sqlite.autoincrement = true;
                }),
                with(TableDef::new("c").column(varchar("x")).primary_key(["x"]), |table| {
                    table.options.sqlite.autoincrement = true;
                }),
            ],
        ),
        (
            "refused_strict_type",
            vec![with(
                table("t").column(text("a").type_on(Dialect::Sqlite, "VARCHAR(5)")),
                |table| table.options.sqlite.strict = true,
            )],
        ),
        (
            "refused_unlogged_partitioned",
            vec![with(table("t"), |table| {
                table.options.postgres.partition_by = Some("RANGE (id)".into());
                table.options.postgres.unlogged = true;
            })],
        ),
    ]
}

fn defaults() -> Group {
    vec![
        (
            "refused_defaults",
            vec![
                table("t")
                    .column(integer("a").default_value("one"))
                    .column(integer("b").default_value(Literal::Integer(3_000_000_000)))
                    .column(integer("c").default_value(Literal::Number("1.5".into())))
                    .column(
                        ColumnDef::new("d", SqlType::Double)
                            .default_value(Literal::Number("1); --".into())),
                    )
                    .column(ColumnDef::new("e", SqlType::Boolean).default_value(1_i64))
                    .column(
                        ColumnDef::new("f", SqlType::Enum(EnumDef::new("f", ["a"])))
                            .default_value("b"),
                    )
                    .column(text("g").default_value(5_i64))
                    .column(ColumnDef::new("h", SqlType::String(2)).default_value("abc")),
            ],
        ),
        (
            "refused_default_of_uuid",
            vec![
                table("t").column(
                    ColumnDef::new("a", SqlType::Uuid)
                        .default_value("00000000-0000-0000-0000-000000000000"),
                ),
            ],
        ),
        (
            "refused_default_now",
            vec![table("t").column(ColumnDef::new("a", SqlType::DateTime).default_sql("now()"))],
        ),
        (
            "refused_enum_labels",
            vec![
                table("t")
                    .column(ColumnDef::new("a", SqlType::Enum(EnumDef::new("a", ["x", "x"]))))
                    .column(ColumnDef::new("b", SqlType::Enum(EnumDef::new("b", [""; 0]))))
                    .column(ColumnDef::new("c", SqlType::Enum(EnumDef::new("c", ["x "])))),
            ],
        ),
        (
            "refused_enum_of_two_minds",
            vec![
                table("t").column(ColumnDef::new("a", SqlType::Enum(EnumDef::new("e", ["x"])))),
                table("u").column(ColumnDef::new("a", SqlType::Enum(EnumDef::new("e", ["y"])))),
            ],
        ),
    ]
}

fn keys() -> Group {
    let to = |columns: &[&'static str], table: &'static str, referred: &[&'static str]| {
        ForeignKeyDef::new(columns.iter().copied(), table, referred.iter().copied())
    };
    vec![
        (
            "refused_keys_of_missing_columns",
            vec![
                with(table("t"), |table| table.primary_key = Some(PrimaryKeyDef::new(["idd"])))
                    .unique(UniqueDef::new(["missing"]))
                    .unique(UniqueDef::new([""; 0]).named("uq_none"))
                    .unique(UniqueDef::new(["id", "id"]))
                    .index(index(&["missing"]))
                    .index(IndexDef::new([""; 0]).named("ix_none"))
                    .foreign_key(to(&["missing"], "t", &["id"])),
            ],
        ),
        (
            "refused_foreign_keys",
            vec![
                table("users").column(varchar("name")),
                table("t")
                    .column(bigint("a"))
                    .column(bigint("b"))
                    .foreign_key(to(&["a", "b"], "users", &["id"]).named("fk_count"))
                    .foreign_key(to(&["a"], "users", &["missing"]).named("fk_missing"))
                    .foreign_key(to(&["a"], "users", &["name"]).named("fk_type"))
                    .foreign_key(
                        to(&["a"], "users", &["id"])
                            .named("fk_null")
                            .on_delete(ReferentialAction::SetNull),
                    ),
            ],
        ),
        (
            "refused_text_in_keys",
            vec![
                TableDef::new("t")
                    .column(text("a"))
                    .column(ColumnDef::new("b", SqlType::Json))
                    .primary_key(["a"])
                    .index(index(&["a"]))
                    .index(index(&["b"])),
            ],
        ),
        (
            "refused_prefix_length",
            vec![
                table("t")
                    .column(varchar("a"))
                    .index(IndexDef::new([with(part("a"), |part| part.prefix_length = Some(51))]))
                    .index(IndexDef::new([with(part("id"), |part| part.prefix_length = Some(5))])),
            ],
        ),
        (
            "refused_index_methods",
            vec![table("t").column(integer("a")).index(index(&["a"]).method("x) --"))],
        ),
        (
            "refused_index_expression_without_text",
            vec![table("t").column(varchar("a")).index(
                IndexDef::new([IndexColumn::expression(only_postgres("lower(a)"))]).named("ix"),
            )],
        ),
    ]
}

fn limits() -> Group {
    let many = (0..2001).fold(TableDef::new("t"), |table, number| {
        table.column(ColumnDef::new(format!("c{number}"), SqlType::Boolean))
    });
    let forty: Vec<String> = (0..40).map(|number| format!("c{number}")).collect();
    let wide_key = forty.iter().fold(table("t"), |table, name| {
        table.column(ColumnDef::new(name.clone(), SqlType::Boolean))
    });
    vec![
        ("refused_many_columns", vec![many]),
        ("refused_wide_key", vec![wide_key.index(IndexDef::new(forty).named("ix_wide"))]),
        (
            "refused_key_bytes",
            vec![
                table("t")
                    .column(ColumnDef::new("a", SqlType::String(500)))
                    .column(ColumnDef::new("b", SqlType::String(500)))
                    .unique(UniqueDef::new(["a", "b"])),
            ],
        ),
        (
            "refused_row_bytes",
            vec![
                table("t")
                    .column(ColumnDef::new("a", SqlType::String(9000)))
                    .column(ColumnDef::new("b", SqlType::String(9000))),
            ],
        ),
        (
            "refused_long_comments",
            vec![
                table("t").comment("x".repeat(2049)).column(varchar("a").comment("x".repeat(1025))),
            ],
        ),
    ]
}

fn names() -> Group {
    vec![
        ("refused_reserved_names", vec![table("sqlite_mine"), table("pg_mine.t")]),
        (
            "refused_index_called_as_a_table",
            vec![table("t").index(index(&["id"]).named("u")), table("u")],
        ),
        (
            "refused_index_name_twice",
            vec![
                table("t").index(index(&["id"]).named("ix")),
                table("u").index(index(&["id"]).named("ix")),
            ],
        ),
        (
            "refused_constraint_name_twice",
            vec![
                table("t")
                    .column(integer("a"))
                    .unique(UniqueDef::new(["a"]).named("twice"))
                    .check(CheckDef::new("a > 0").named("twice")),
            ],
        ),
        (
            "refused_check_name_in_two_tables",
            vec![
                table("t").column(integer("a")).check(CheckDef::new("a > 0").named("positive")),
                table("u").column(integer("a")).check(CheckDef::new("a > 0").named("positive")),
            ],
        ),
        (
            "refused_enum_called_as_a_table",
            vec![table("t").column(ColumnDef::new("a", SqlType::Enum(EnumDef::new("t", ["x"]))))],
        ),
        (
            "refused_empty_names",
            vec![TableDef::new("").column(integer("")).check(CheckDef::new("1 = 1").named(""))],
        ),
    ]
}

fn only_postgres(text: &'static str) -> Sql {
    Sql { common: None, overrides: vec![(Dialect::Postgres, text.into())].into() }
}
