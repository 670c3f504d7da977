use crate::case::{Case, column, integer, of, text, varchar, written};
use fsm_core::{Dialect, Literal, Sql, SqlType};

pub(super) fn cases() -> Vec<Case> {
    vec![
        column("default_added", varchar("a"), varchar("a").default_value("x")),
        column("default_removed", varchar("a").default_value("x"), varchar("a")),
        column("default_text", varchar("a").default_value("x"), varchar("a").default_value("y")),
        column(
            "default_text_of_another_case",
            varchar("a").default_value("x"),
            varchar("a").default_value("X"),
        ),
        column(
            "default_text_with_a_space",
            varchar("a").default_value("x"),
            varchar("a").default_value("x "),
        ),
        column("default_empty_text_added", varchar("a"), varchar("a").default_value("")),
        column("default_empty_text_removed", varchar("a").default_value(""), varchar("a")),
        column(
            "default_text_gets_quotes",
            varchar("a").default_value("its"),
            varchar("a").default_value("it's \"so\""),
        ),
        column(
            "default_text_gets_a_backslash",
            varchar("a").default_value("n"),
            varchar("a").default_value("\\n"),
        ),
        column(
            "default_text_null_is_not_null",
            varchar("a").nullable(),
            varchar("a").nullable().default_value("NULL"),
        ),
        column(
            "default_text_now_is_not_now",
            varchar("a"),
            varchar("a").default_value("CURRENT_TIMESTAMP"),
        ),
        column(
            "default_number",
            integer("a").default_value(1_i64),
            integer("a").default_value(2_i64),
        ),
        column(
            "default_number_changes_its_sign",
            integer("a").default_value(1_i64),
            integer("a").default_value(-1_i64),
        ),
        column("default_zero_added", integer("a"), integer("a").default_value(0_i64)),
        column(
            "default_fraction",
            of(SqlType::Double).default_value(Literal::Number("0.5".into())),
            of(SqlType::Double).default_value(Literal::Number("0.25".into())),
        ),
        column(
            "default_decimal",
            written("NUMERIC(10, 2)").default_sql("1.50"),
            written("NUMERIC(10, 2)").default_sql("1.55"),
        ),
        column(
            "default_boolean",
            of(SqlType::Boolean).default_value(true),
            of(SqlType::Boolean).default_value(false),
        ),
        column(
            "default_false_added",
            of(SqlType::Boolean),
            of(SqlType::Boolean).default_value(false),
        ),
        column(
            "default_now_added",
            of(SqlType::DateTime),
            of(SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
        ),
        column(
            "default_now_removed",
            of(SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
            of(SqlType::DateTime),
        ),
        column(
            "default_now_becomes_a_moment",
            of(SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
            of(SqlType::DateTime).default_sql("'2020-01-01 00:00:00'"),
        ),
        column(
            "default_on_update_added",
            of(SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
            of(SqlType::DateTime).default_sql(
                Sql::new("CURRENT_TIMESTAMP")
                    .on(Dialect::Mysql, "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"),
            ),
        )
        .none(Dialect::Sqlite, "the default is another on MySQL/MariaDB only")
        .none(Dialect::Postgres, "the default is another on MySQL/MariaDB only"),
        column(
            "default_on_update_removed",
            of(SqlType::DateTime).default_sql("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"),
            of(SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
        )
        .only(&[Dialect::Mysql], "there is no ON UPDATE"),
        column(
            "default_date",
            of(SqlType::Date).default_sql("'2020-01-01'"),
            of(SqlType::Date).default_sql("'2020-01-02'"),
        ),
        column(
            "default_expression",
            integer("a").default_sql("1 + 1"),
            integer("a").default_sql("1 + 2"),
        ),
        column(
            "default_expression_of_functions",
            varchar("a").default_sql("lower('A')"),
            varchar("a").default_sql("upper('A')"),
        ),
        column(
            "default_literal_becomes_an_expression",
            integer("a").default_value(3_i64),
            integer("a").default_sql("abs(-3)"),
        ),
        column(
            "default_expression_on_mariadb",
            of(SqlType::Uuid),
            of(SqlType::Uuid).default_sql(
                Sql::new("gen_random_uuid()")
                    .on(Dialect::Sqlite, "randomblob(16)")
                    .on(Dialect::Mysql, "unhex(replace(uuid(), '-', ''))"),
            ),
        ),
        column(
            "default_json_added",
            of(SqlType::Json),
            of(SqlType::Json).default_value("{\"a\": 1}"),
        ),
        column(
            "default_json",
            of(SqlType::Json).default_value("{\"a\": 1}"),
            of(SqlType::Json).default_value("{\"a\": 2}"),
        ),
        column("default_of_long_text", text("a"), text("a").default_value("long")),
        column(
            "default_of_array",
            of(SqlType::array(SqlType::Integer)).default_sql("'{}'"),
            of(SqlType::array(SqlType::Integer)).default_sql("'{1,2}'"),
        )
        .only(&[Dialect::Postgres], "there are no arrays"),
        column(
            "default_of_interval",
            of(SqlType::Interval).default_sql("'1 day'"),
            of(SqlType::Interval).default_sql("'2 days'"),
        )
        .only(&[Dialect::Postgres], "there are no spans of time"),
        column(
            "default_of_bytes",
            of(SqlType::LargeBinary).default_sql("'\\x00'"),
            of(SqlType::LargeBinary).default_sql("'\\x01'"),
        )
        .only(&[Dialect::Postgres], "bytes are written otherwise"),
    ]
}
