use super::{Group, bigint, integer, table, text, varchar};
use fsm_core::{ColumnDef, Dialect, Literal, Sql, SqlType};

pub(super) fn cases() -> Group {
    vec![
        (
            "default_literals",
            vec![
                table("t")
                    .column(varchar("string").default_value("it's"))
                    .column(bigint("integer").default_value(-5_i64))
                    .column(
                        ColumnDef::new("double", SqlType::Double)
                            .default_value(Literal::Number("-2.5e3".into())),
                    )
                    .column(ColumnDef::new("yes", SqlType::Boolean).default_value(true))
                    .column(ColumnDef::new("no", SqlType::Boolean).default_value(false)),
            ],
        ),
        (
            "default_of_long_types",
            vec![
                table("t")
                    .column(text("text").default_value("a"))
                    .column(text("backslash").default_value("a\\b'c"))
                    .column(ColumnDef::new("json", SqlType::Json).default_value("{\"a\": 1}")),
            ],
        ),
        (
            "default_with_backslash",
            vec![table("t").column(varchar("a").default_value("C\\new\\'table'"))],
        ),
        (
            "default_expression",
            vec![
                table("t")
                    .column(integer("sum").default_sql("1 + 1"))
                    .column(varchar("lower").default_sql("lower('ABC')")),
            ],
        ),
        (
            "default_current_timestamp",
            vec![
                table("t")
                    .column(
                        ColumnDef::new("moment", SqlType::DateTimeTz)
                            .default_sql("CURRENT_TIMESTAMP"),
                    )
                    .column(
                        ColumnDef::new("local", SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
                    )
                    .column(ColumnDef::new("day", SqlType::Date).default_sql("CURRENT_DATE"))
                    .column(ColumnDef::new("time", SqlType::Time).default_sql(
                        Sql::new("CURRENT_TIME").on(Dialect::Mysql, "CURRENT_TIMESTAMP"),
                    )),
            ],
        ),
        (
            "default_on_update",
            vec![
                table("t").column(
                    ColumnDef::new("changed", SqlType::DateTime).default_sql(
                        Sql::new("CURRENT_TIMESTAMP")
                            .on(Dialect::Mysql, "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"),
                    ),
                ),
            ],
        ),
        (
            "default_sql_of_one_dialect",
            vec![table("t").column(varchar("a").default_value("elsewhere").default_sql(Sql {
                common: None,
                overrides: vec![(Dialect::Postgres, "upper('here')".into())].into(),
            }))],
        ),
    ]
}
