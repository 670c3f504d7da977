use crate::case::{Case, by_hand, column, integer, of, text, varchar, written};
use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_core::{ColumnDef, Dialect, Literal, Sql, SqlType, TableDef};

pub(super) const SAME: &str = "it is the same, written otherwise";

/// What other tools report as differences, and what is none: of columns.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_defaults();
    cases.extend(of_types());
    cases
}

/// Without a key, as short as a table can be.
pub(super) fn bare(column: ColumnDef) -> TableDef {
    TableDef::new("t").column(column)
}

pub(super) fn everywhere(sql: &'static str) -> Vec<(Dialect, &'static str)> {
    Dialect::ALL.iter().map(|dialect| (*dialect, sql)).collect()
}

fn of_defaults() -> Vec<Case> {
    vec![
        by_hand(
            "spelled_default_with_quotes",
            &everywhere("CREATE TABLE t (a VARCHAR(50) DEFAULT 'it''s' NOT NULL)"),
            bare(varchar("a").default_value("it's")),
        )
        .same(SAME),
        by_hand(
            "spelled_default_with_double_quotes",
            &everywhere("CREATE TABLE t (a VARCHAR(50) DEFAULT 'a \"b\" c' NOT NULL)"),
            bare(varchar("a").default_value("a \"b\" c")),
        )
        .same(SAME),
        by_hand(
            "spelled_default_of_quotes_alone",
            &everywhere("CREATE TABLE t (a VARCHAR(50) DEFAULT '''''' NOT NULL)"),
            bare(varchar("a").default_value("''")),
        )
        .same(SAME),
        by_hand(
            "spelled_default_empty",
            &everywhere("CREATE TABLE t (a VARCHAR(50) DEFAULT '' NOT NULL)"),
            bare(varchar("a").default_value("")),
        )
        .same(SAME),
        by_hand(
            "spelled_default_null",
            &everywhere("CREATE TABLE t (a VARCHAR(50) DEFAULT NULL NULL)"),
            bare(varchar("a").nullable()),
        )
        .same("a default of NULL is none"),
        column(
            "spelled_default_null_in_the_model",
            varchar("a").nullable(),
            varchar("a").nullable().default_sql("NULL"),
        )
        .same("a default of NULL is none"),
        column(
            "spelled_default_null_cast",
            varchar("a").nullable(),
            varchar("a").nullable().default_sql("NULL::character varying"),
        )
        .only(&[Postgres], "casts are written otherwise")
        .none(Postgres, "a default of NULL is none"),
        by_hand(
            "spelled_default_now",
            &[
                (Sqlite, "CREATE TABLE t (a DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL)"),
                (Postgres, "CREATE TABLE t (a TIMESTAMPTZ DEFAULT now() NOT NULL)"),
                (Mysql, "CREATE TABLE t (a DATETIME(6) DEFAULT now(6) NOT NULL)"),
            ],
            bare(of(SqlType::DateTimeTz).default_sql("CURRENT_TIMESTAMP")),
        )
        .same(SAME),
        column(
            "spelled_default_now_in_the_model",
            of(SqlType::DateTimeTz).default_sql("CURRENT_TIMESTAMP"),
            of(SqlType::DateTimeTz).default_sql("now()"),
        )
        .only(&[Postgres, Mysql], "there is no now()")
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        column(
            "spelled_default_localtimestamp",
            of(SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"),
            of(SqlType::DateTime).default_sql("LOCALTIMESTAMP"),
        )
        .only(&[Mysql], "LOCALTIMESTAMP is unknown, or another moment")
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_false",
            &[
                (Sqlite, "CREATE TABLE t (a BOOLEAN DEFAULT FALSE NOT NULL)"),
                (Postgres, "CREATE TABLE t (a BOOLEAN DEFAULT 'f' NOT NULL)"),
                (Mysql, "CREATE TABLE t (a BOOLEAN DEFAULT FALSE NOT NULL)"),
            ],
            bare(of(SqlType::Boolean).default_value(false)),
        )
        .same(SAME),
        by_hand(
            "spelled_default_false_as_zero",
            &[
                (Sqlite, "CREATE TABLE t (a BOOLEAN DEFAULT 0 NOT NULL)"),
                (Mysql, "CREATE TABLE t (a TINYINT(1) DEFAULT 0 NOT NULL)"),
            ],
            bare(of(SqlType::Boolean).default_value(false)),
        )
        .none(Sqlite, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_false_as_text",
            &[
                (Postgres, "CREATE TABLE t (a BOOLEAN DEFAULT 'false'::boolean NOT NULL)"),
                (Mysql, "CREATE TABLE t (a TINYINT(1) DEFAULT '0' NOT NULL)"),
            ],
            bare(of(SqlType::Boolean).default_sql("false")),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_number_as_text",
            &[
                (Postgres, "CREATE TABLE t (a INTEGER DEFAULT '5' NOT NULL)"),
                (Mysql, "CREATE TABLE t (a INT DEFAULT '5' NOT NULL)"),
            ],
            bare(integer("a").default_value(5_i64)),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_in_parentheses",
            &everywhere("CREATE TABLE t (a INTEGER DEFAULT (5) NOT NULL)"),
            bare(integer("a").default_value(5_i64)),
        )
        .same(SAME),
        by_hand(
            "spelled_default_negative",
            &everywhere("CREATE TABLE t (a INTEGER DEFAULT (- 5) NOT NULL)"),
            bare(integer("a").default_value(-5_i64)),
        )
        .same(SAME),
        by_hand(
            "spelled_default_decimal",
            &[
                (Postgres, "CREATE TABLE t (a NUMERIC(10,2) DEFAULT 1.50 NOT NULL)"),
                (Mysql, "CREATE TABLE t (a DECIMAL(10,2) DEFAULT 1.5 NOT NULL)"),
            ],
            bare(
                of(SqlType::Numeric { precision: Some(10), scale: Some(2) })
                    .default_value(Literal::Number("1.50".into())),
            ),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_cast",
            &[(Postgres, "CREATE TABLE t (a VARCHAR(50) DEFAULT 'x'::text NOT NULL)")],
            bare(varchar("a").default_value("x")),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_default_cast_in_full",
            &[(Postgres, "CREATE TABLE t (a INTEGER DEFAULT CAST('7' AS integer) NOT NULL)")],
            bare(integer("a").default_value(7_i64)),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_default_date",
            &[
                (Sqlite, "CREATE TABLE t (a DATE DEFAULT '2020-01-01' NOT NULL)"),
                (Postgres, "CREATE TABLE t (a DATE DEFAULT DATE '2020-01-01' NOT NULL)"),
                (Mysql, "CREATE TABLE t (a DATE DEFAULT '2020-01-01' NOT NULL)"),
            ],
            bare(of(SqlType::Date).default_sql("'2020-01-01'")),
        )
        .same(SAME),
        by_hand(
            "spelled_default_date_of_today",
            &[
                (Postgres, "CREATE TABLE t (a DATE DEFAULT CURRENT_DATE NOT NULL)"),
                (Mysql, "CREATE TABLE t (a DATE DEFAULT (curdate()) NOT NULL)"),
            ],
            bare(of(SqlType::Date).default_sql("CURRENT_DATE")),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_expression_of_dates",
            &[(Mysql, "CREATE TABLE t (a DATE DEFAULT (CURRENT_DATE + INTERVAL 1 YEAR) NOT NULL)")],
            bare(of(SqlType::Date).default_sql("current_date() + INTERVAL 1 YEAR")),
        )
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_expression",
            &[
                (Sqlite, "CREATE TABLE t (a VARCHAR(50) DEFAULT (LOWER( 'ABC' )) NOT NULL)"),
                (Postgres, "CREATE TABLE t (a VARCHAR(50) DEFAULT LOWER('ABC') NOT NULL)"),
                (Mysql, "CREATE TABLE t (a VARCHAR(50) DEFAULT (LOWER('ABC')) NOT NULL)"),
            ],
            bare(varchar("a").default_sql("lower('ABC')")),
        )
        .same(SAME),
        by_hand(
            "spelled_default_concatenation",
            &[(Mysql, "CREATE TABLE t (a VARCHAR(50) DEFAULT (CONCAT('a', 'b')) NOT NULL)")],
            bare(varchar("a").default_sql("concat('a','b')")),
        )
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_uuid",
            &[
                (Postgres, "CREATE TABLE t (a UUID DEFAULT gen_random_uuid() NOT NULL)"),
                (Mysql, "CREATE TABLE t (a CHAR(36) DEFAULT (UUID()) NOT NULL)"),
            ],
            bare(
                of(SqlType::Uuid)
                    .type_on(Mysql, "CHAR(36)")
                    .default_sql(Sql::new("GEN_RANDOM_UUID()").on(Mysql, "uuid()")),
            ),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_json",
            &[
                (Postgres, "CREATE TABLE t (a JSONB DEFAULT '{}' NOT NULL)"),
                (Mysql, "CREATE TABLE t (a JSON DEFAULT '{}' NOT NULL)"),
            ],
            bare(of(SqlType::Json).default_value("{}")),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_json_with_spaces",
            &[(Postgres, "CREATE TABLE t (a JSONB DEFAULT '{\"a\":1,\"b\": [1,2]}' NOT NULL)")],
            bare(of(SqlType::Json).default_sql("'{\"b\": [1, 2], \"a\": 1}'::jsonb")),
        )
        .none(Postgres, "jsonb keeps neither spaces nor the order of keys"),
        by_hand(
            "spelled_default_array",
            &[(Postgres, "CREATE TABLE t (a TEXT[] DEFAULT ARRAY[]::text[] NOT NULL)")],
            bare(of(SqlType::array(SqlType::Text)).default_sql("ARRAY[]::TEXT[]")),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_default_interval",
            &[(Postgres, "CREATE TABLE t (a INTERVAL DEFAULT '1 day'::interval NOT NULL)")],
            bare(of(SqlType::Interval).default_sql("INTERVAL '1 day'")),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_default_on_update",
            &[(Mysql, "CREATE TABLE t (a DATETIME(6) DEFAULT NOW(6) ON UPDATE NOW(6) NOT NULL)")],
            bare(
                of(SqlType::DateTime)
                    .default_sql("CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)"),
            ),
        )
        .none(Mysql, SAME),
        by_hand(
            "spelled_default_text_in_other_words",
            &[
                (Mysql, "CREATE TABLE t (a VARCHAR(50) DEFAULT \"it's\" NOT NULL)"),
                (Sqlite, "CREATE TABLE t (a VARCHAR(50) DEFAULT \"it's\" NOT NULL)"),
            ],
            bare(varchar("a").default_value("it's")),
        )
        .none(Mysql, SAME)
        .none(Sqlite, SAME),
        by_hand(
            "spelled_default_backslash",
            &[
                (Mysql, "CREATE TABLE t (a VARCHAR(50) DEFAULT 'a\\\\b' NOT NULL)"),
                (Postgres, "CREATE TABLE t (a VARCHAR(50) DEFAULT E'a\\\\b' NOT NULL)"),
                (Sqlite, "CREATE TABLE t (a VARCHAR(50) DEFAULT 'a\\b' NOT NULL)"),
            ],
            bare(varchar("a").default_value("a\\b")),
        )
        .same(SAME),
        by_hand(
            "spelled_default_boolean_on_sqlite",
            &[(Sqlite, "CREATE TABLE t (a BOOLEAN DEFAULT true NOT NULL)")],
            bare(of(SqlType::Boolean).default_sql("1")),
        )
        .none(Sqlite, SAME),
        by_hand(
            "spelled_default_hexadecimal",
            &[(Sqlite, "CREATE TABLE t (a BLOB DEFAULT x'00ff' NOT NULL)")],
            bare(of(SqlType::LargeBinary).default_sql("X'00FF'")),
        )
        .none(Sqlite, SAME),
    ]
}

fn of_types() -> Vec<Case> {
    vec![
        by_hand(
            "spelled_type_int_11",
            &[(Mysql, "CREATE TABLE t (a INT(11) NOT NULL)")],
            bare(integer("a")),
        )
        .none(Mysql, "the width of display is no part of the type"),
        by_hand(
            "spelled_type_bigint_20",
            &[(Mysql, "CREATE TABLE t (a BIGINT(20) UNSIGNED NOT NULL)")],
            bare(of(SqlType::UnsignedBigInteger)),
        )
        .none(Mysql, "the width of display is no part of the type"),
        by_hand(
            "spelled_type_integer_in_the_model",
            &[(Mysql, "CREATE TABLE t (a INT NOT NULL)"),
              (Postgres, "CREATE TABLE t (a INT4 NOT NULL)")],
            bare(written("INTEGER")),
        )
        .none(Mysql, SAME)
        .none(Postgres, SAME),
        by_hand(
            "spelled_type_tinyint_1",
            &[(Mysql, "CREATE TABLE t (a TINYINT(1) NOT NULL)")],
            bare(of(SqlType::Boolean)),
        )
        .none(Mysql, SAME),
        by_hand(
            "spelled_type_bool",
            &[(Mysql, "CREATE TABLE t (a BOOL NOT NULL)"),
              (Postgres, "CREATE TABLE t (a BOOL NOT NULL)")],
            bare(of(SqlType::Boolean)),
        )
        .none(Mysql, SAME)
        .none(Postgres, SAME),
        by_hand(
            "spelled_type_decimal",
            &[(Mysql, "CREATE TABLE t (a DECIMAL NOT NULL)")],
            bare(of(SqlType::Numeric { precision: Some(10), scale: Some(0) })),
        )
        .none(Mysql, "without a size, it is (10, 0)"),
        by_hand(
            "spelled_type_decimal_without_scale",
            &[(Mysql, "CREATE TABLE t (a DECIMAL(8) NOT NULL)"),
              (Postgres, "CREATE TABLE t (a DECIMAL(8) NOT NULL)")],
            bare(of(SqlType::Numeric { precision: Some(8), scale: Some(0) })),
        )
        .none(Mysql, SAME)
        .none(Postgres, SAME),
        by_hand(
            "spelled_type_dec_and_numeric",
            &[(Mysql, "CREATE TABLE t (a NUMERIC(8, 2) NOT NULL)"),
              (Postgres, "CREATE TABLE t (a DEC(8, 2) NOT NULL)")],
            bare(written("DECIMAL(8,2)")),
        )
        .none(Mysql, SAME)
        .none(Postgres, SAME),
        by_hand(
            "spelled_type_varchar",
            &[
                (Sqlite, "CREATE TABLE t (a varchar ( 50 ) NOT NULL)"),
                (Postgres, "CREATE TABLE t (a CHARACTER VARYING(50) NOT NULL)"),
                (Mysql, "CREATE TABLE t (a CHARACTER VARYING(50) NOT NULL)"),
            ],
            bare(varchar("a")),
        )
        .same(SAME),
        by_hand(
            "spelled_type_timestamps",
            &[(Postgres, "CREATE TABLE t (a TIMESTAMP WITH TIME ZONE NOT NULL)")],
            bare(of(SqlType::DateTimeTz)),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_type_floats",
            &[(Postgres, "CREATE TABLE t (a FLOAT(53) NOT NULL)"),
              (Mysql, "CREATE TABLE t (a DOUBLE PRECISION NOT NULL)")],
            bare(of(SqlType::Double)),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_type_real",
            &[(Postgres, "CREATE TABLE t (a REAL NOT NULL)")],
            bare(of(SqlType::Float)),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_type_json",
            &[(Mysql, "CREATE TABLE t (a JSON NOT NULL)")],
            bare(of(SqlType::Json)),
        )
        .none(Mysql, "MariaDB keeps it as LONGTEXT with a check"),
        by_hand(
            "spelled_type_array",
            &[(Postgres, "CREATE TABLE t (a INTEGER ARRAY NOT NULL)")],
            bare(of(SqlType::array(SqlType::Integer))),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_type_array_dimensions",
            &[(Postgres, "CREATE TABLE t (a INTEGER[3][3] NOT NULL)")],
            bare(of(SqlType::array(SqlType::Integer))),
        )
        .none(Postgres, "dimensions are not kept"),
        by_hand(
            "spelled_type_char",
            &[(Postgres, "CREATE TABLE t (a CHARACTER(5) NOT NULL)"),
              (Mysql, "CREATE TABLE t (a CHARACTER(5) NOT NULL)")],
            bare(written("char(5)")),
        )
        .none(Postgres, SAME)
        .none(Mysql, SAME),
        by_hand(
            "spelled_type_enum",
            &[(Mysql, "CREATE TABLE t (a enum( 'x' , 'y' ) NOT NULL)")],
            bare(written("ENUM('x','y')")),
        )
        .none(Mysql, SAME),
        by_hand(
            "spelled_type_with_charset",
            &[(Mysql, "CREATE TABLE t (a VARCHAR(50) CHARACTER SET utf8mb4 NOT NULL) CHARACTER SET utf8mb4")],
            bare(varchar("a")),
        )
        .none(Mysql, "it is the table's own character set"),
        by_hand(
            "spelled_type_small_letters_on_sqlite",
            &[(Sqlite, "CREATE TABLE t (a integer NOT NULL, b text)")],
            bare(integer("a")).column(text("b").nullable()),
        )
        .none(Sqlite, SAME),
    ]
}
