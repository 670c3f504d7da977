use crate::case::{Case, case, column, of, table, written};
use fsm_core::{CheckDef, Dialect, IndexDef, PostgresType, SqlType, UniqueDef};

const SIZES: &str = "it is written so in other databases only";

fn numeric(precision: u32, scale: u32) -> SqlType {
    SqlType::Numeric { precision: Some(precision), scale: Some(scale) }
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        column("type_varchar_longer", of(SqlType::String(50)), of(SqlType::String(60))),
        column("type_varchar_shorter", of(SqlType::String(60)), of(SqlType::String(50))),
        column("type_varchar_by_one", of(SqlType::String(255)), of(SqlType::String(256))),
        column("type_varchar_gets_a_length", written("VARCHAR"), of(SqlType::String(50)))
            .only(&[Dialect::Sqlite, Dialect::Postgres], "there is no VARCHAR without a length"),
        column("type_varchar_loses_its_length", of(SqlType::String(50)), written("VARCHAR"))
            .only(&[Dialect::Sqlite, Dialect::Postgres], "there is no VARCHAR without a length"),
        column("type_varchar_to_text", of(SqlType::String(50)), of(SqlType::Text)),
        column("type_text_to_varchar", of(SqlType::Text), of(SqlType::String(50))),
        column("type_numeric_gets_a_size", written("NUMERIC"), written("NUMERIC(10, 2)")),
        column(
            "type_numeric_of_models_gets_a_size",
            of(SqlType::Numeric { precision: None, scale: None }),
            of(numeric(10, 2)),
        ),
        column("type_numeric_precision", of(numeric(10, 2)), of(numeric(12, 2))),
        column("type_numeric_scale", of(numeric(10, 2)), of(numeric(10, 3))),
        column("type_numeric_loses_its_size", of(numeric(10, 2)), written("NUMERIC")),
        column("type_numeric_to_double", of(numeric(10, 2)), of(SqlType::Double)),
        column("type_small_to_integer", of(SqlType::SmallInteger), of(SqlType::Integer)),
        column("type_integer_to_big", of(SqlType::Integer), of(SqlType::BigInteger)),
        column("type_big_to_integer", of(SqlType::BigInteger), of(SqlType::Integer)),
        column("type_tiny_to_small", of(SqlType::TinyInteger), of(SqlType::SmallInteger)),
        column("type_integer_to_unsigned", of(SqlType::Integer), of(SqlType::UnsignedInteger)),
        column("type_boolean_to_tiny", of(SqlType::Boolean), of(SqlType::TinyInteger)),
        column("type_boolean_to_integer", of(SqlType::Boolean), of(SqlType::Integer)),
        column("type_integer_to_text", of(SqlType::Integer), of(SqlType::Text)),
        column("type_text_to_integer", of(SqlType::Text), of(SqlType::Integer)),
        column("type_float_to_double", of(SqlType::Float), of(SqlType::Double)),
        column("type_double_to_numeric", of(SqlType::Double), of(numeric(20, 4))),
        column("type_date_to_date_time", of(SqlType::Date), of(SqlType::DateTime)),
        column("type_date_time_to_date", of(SqlType::DateTime), of(SqlType::Date)),
        column("type_date_time_gets_a_zone", of(SqlType::DateTime), of(SqlType::DateTimeTz))
            .none(Dialect::Sqlite, "both are DATETIME there")
            .none(Dialect::Mysql, "both are DATETIME(6) there"),
        column("type_time_precision", written("TIME(3)"), written("TIME(6)"))
            .only(&[Dialect::Postgres, Dialect::Mysql], "times have no precision there"),
        column("type_timestamp_precision", written("TIMESTAMP(0)"), of(SqlType::DateTime))
            .only(&[Dialect::Postgres], "times have no precision there, or another name"),
        column("type_datetime_precision", written("DATETIME"), of(SqlType::DateTime))
            .none(Dialect::Sqlite, "the precision is no part of the type there")
            .only(&[Dialect::Sqlite, Dialect::Mysql], "there is no DATETIME"),
        column("type_text_to_json", of(SqlType::Text), of(SqlType::Json))
            .none(Dialect::Sqlite, "both are TEXT there"),
        column("type_json_to_jsonb", written("JSON"), written("JSONB"))
            .only(&[Dialect::Postgres], SIZES),
        column("type_text_to_uuid", of(SqlType::UuidHyphenated), of(SqlType::Uuid)),
        column("type_blob_to_text", of(SqlType::LargeBinary), of(SqlType::Text)),
        column("type_binary_longer", of(SqlType::Binary(16)), of(SqlType::Binary(32)))
            .none(Dialect::Sqlite, "both are BLOB there")
            .none(Dialect::Postgres, "both are BYTEA there"),
        column("type_char_to_varchar", written("CHAR(5)"), of(SqlType::String(5))),
        column("type_char_length", written("CHAR(5)"), written("CHAR(6)")),
        column(
            "type_array_element",
            of(SqlType::array(SqlType::Integer)),
            of(SqlType::array(SqlType::BigInteger)),
        ),
        column("type_to_array", of(SqlType::Text), of(SqlType::array(SqlType::Text)))
            .only(&[Dialect::Postgres], "there are no arrays"),
        column("type_interval_precision", of(SqlType::Interval), written("INTERVAL(3)"))
            .only(&[Dialect::Postgres], "there are no spans of time"),
        column("type_interval_fields", of(SqlType::Interval), written("INTERVAL DAY TO SECOND"))
            .only(&[Dialect::Postgres], "there are no spans of time"),
        column("type_inet_to_text", of(SqlType::IpAddr), of(SqlType::Text)),
        column(
            "type_cidr_to_inet",
            of(SqlType::Postgres(PostgresType::Cidr)),
            of(SqlType::Postgres(PostgresType::Inet)),
        ),
        column("type_bit_length", written("BIT(4)"), written("BIT(8)"))
            .only(&[Dialect::Postgres, Dialect::Mysql], "there are no bit strings"),
        column("type_varbit_length", written("VARBIT(4)"), written("VARBIT(8)"))
            .only(&[Dialect::Postgres], "there are no bit strings of a varying length"),
        column(
            "type_ranges",
            of(SqlType::Postgres(PostgresType::TsRange)),
            of(SqlType::Postgres(PostgresType::TsTzRange)),
        )
        .only(&[Dialect::Postgres], "there are no ranges"),
        column("type_mediumtext_to_longtext", written("MEDIUMTEXT"), of(SqlType::Text))
            .only(&[Dialect::Mysql], SIZES),
        column("type_year_to_smallint", written("YEAR"), of(SqlType::SmallInteger))
            .only(&[Dialect::Mysql], SIZES),
        column("type_set_gets_a_member", written("SET('a','b')"), written("SET('a','b','c')"))
            .only(&[Dialect::Mysql], SIZES),
        column(
            "type_timestamp_to_datetime",
            written("TIMESTAMP").nullable(),
            of(SqlType::DateTime).nullable(),
        )
        .only(&[Dialect::Mysql], SIZES),
        column("type_zerofill", written("INT UNSIGNED"), written("INT(5) UNSIGNED ZEROFILL"))
            .only(&[Dialect::Mysql], SIZES),
        column("type_int_of_sqlite", written("INT"), of(SqlType::Integer))
            .only(&[Dialect::Sqlite], SIZES),
        case(
            "type_under_unique_check_and_index",
            under(SqlType::Integer),
            under(SqlType::BigInteger),
        ),
        column(
            "type_under_a_default",
            of(SqlType::String(20)).default_value("12"),
            of(SqlType::Integer).default_value(12_i64),
        ),
        case(
            "type_of_both_ends_of_a_foreign_key",
            both_ends(SqlType::Integer),
            both_ends(SqlType::BigInteger),
        ),
    ]
}

fn under(sql_type: SqlType) -> fsm_core::TableDef {
    table("t")
        .column(of(sql_type))
        .unique(UniqueDef::new(["a"]))
        .check(CheckDef::new("a > 0").at_column("a"))
        .index(IndexDef::new(["a", "id"]))
}

fn both_ends(sql_type: SqlType) -> [fsm_core::TableDef; 2] {
    let key = fsm_core::ForeignKeyDef::new(["a"], "parent", ["a"]);
    [
        table("parent").column(of(sql_type.clone())).unique(UniqueDef::new(["a"])),
        table("child").column(of(sql_type)).foreign_key(key),
    ]
}
