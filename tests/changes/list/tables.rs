use crate::case::{Case, bigint, case, integer, table, text, varchar, with};
use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_core::{ForeignKeyDef, MysqlOptions, PostgresOptions, SqliteOptions, TableDef, UniqueDef};

fn sqlite(name: &'static str, before: TableDef, after: TableDef) -> Case {
    case(name, before, after).none(Postgres, "it is SQLite's").none(Mysql, "it is SQLite's")
}

fn postgres(name: &'static str, before: TableDef, after: TableDef) -> Case {
    case(name, before, after).none(Sqlite, "it is PostgreSQL's").none(Mysql, "it is PostgreSQL's")
}

fn mysql(name: &'static str, before: TableDef, after: TableDef) -> Case {
    let whose = "it is MySQL's and MariaDB's";
    case(name, before, after).none(Sqlite, whose).none(Postgres, whose)
}

fn of_sqlite(set: impl FnOnce(&mut SqliteOptions)) -> TableDef {
    let plain = TableDef::new("t").column(varchar("code")).column(integer("n").nullable());
    with(plain.primary_key(["code"]), |table| set(&mut table.options.sqlite))
}

fn of_postgres(set: impl FnOnce(&mut PostgresOptions)) -> TableDef {
    with(table("t"), |table| set(&mut table.options.postgres))
}

fn of_mysql(set: impl FnOnce(&mut MysqlOptions)) -> TableDef {
    with(table("t").column(varchar("a")), |table| set(&mut table.options.mysql))
}

fn filled(factor: &'static str) -> TableDef {
    of_postgres(|options| options.with = vec![("fillfactor".into(), factor.into())].into())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_options();
    cases.extend(vec![
        case("table_added", table("t"), [table("t"), table("u").column(varchar("a"))]),
        case("table_dropped", [table("t"), table("u").column(varchar("a"))], table("t")),
        case(
            "table_added_with_its_parent",
            table("t"),
            [table("t"), table("a_child").column(bigint("p_id")).foreign_key(to_p()), table("p")],
        ),
        case(
            "table_dropped_with_its_parent",
            [table("t"), table("a_child").column(bigint("p_id")).foreign_key(to_p()), table("p")],
            table("t"),
        ),
        case("tables_of_a_cycle_added", table("t"), [table("t"), hen(), egg()]),
        case("tables_of_a_cycle_dropped", [table("t"), hen(), egg()], table("t")),
        case(
            "table_without_a_key_added",
            table("t"),
            [table("t"), TableDef::new("log").column(text("line")).column(integer("n"))],
        ),
        case(
            "table_replaced_by_another",
            [table("t"), table("old").column(varchar("x")).column(varchar("y"))],
            [
                table("t"),
                table("new").column(integer("m")).column(integer("n")).column(integer("o")),
            ],
        ),
        case(
            "table_split_in_two",
            table("t").column(varchar("street").nullable()),
            [
                table("t").column(bigint("address_id").nullable()).foreign_key(ForeignKeyDef::new(
                    ["address_id"],
                    "address",
                    ["id"],
                )),
                table("address").column(varchar("street")).unique(UniqueDef::new(["street"])),
            ],
        ),
        case("tables_in_another_order", [table("t"), table("u")], [table("u"), table("t")])
            .same("the order of tables means nothing"),
    ]);
    cases
}

fn of_options() -> Vec<Case> {
    vec![
        sqlite("strict_added", of_sqlite(|_| ()), of_sqlite(|options| options.strict = true)),
        sqlite("strict_removed", of_sqlite(|options| options.strict = true), of_sqlite(|_| ())),
        sqlite(
            "without_rowid_added",
            of_sqlite(|_| ()),
            of_sqlite(|options| options.without_rowid = true),
        ),
        sqlite(
            "without_rowid_removed",
            of_sqlite(|options| options.without_rowid = true),
            of_sqlite(|_| ()),
        ),
        postgres(
            "unlogged_added",
            of_postgres(|_| ()),
            of_postgres(|options| options.unlogged = true),
        ),
        postgres(
            "unlogged_removed",
            of_postgres(|options| options.unlogged = true),
            of_postgres(|_| ()),
        ),
        postgres("fillfactor_added", table("t"), filled("70")),
        postgres("fillfactor_changed", filled("70"), filled("80")),
        postgres("fillfactor_removed", filled("70"), table("t")),
        postgres(
            "storage_parameter_beside_another",
            filled("70"),
            of_postgres(|options| {
                options.with = vec![
                    ("fillfactor".into(), "70".into()),
                    ("autovacuum_enabled".into(), "off".into()),
                ]
                .into();
            }),
        ),
        postgres(
            "tablespace_as_it_is_anyway",
            table("t"),
            of_postgres(|options| options.tablespace = Some("pg_default".into())),
        )
        .none(Postgres, "it is the usual tablespace"),
        mysql(
            "engine_changed",
            of_mysql(|_| ()),
            of_mysql(|options| options.engine = Some("MyISAM".into())),
        ),
        mysql(
            "engine_as_it_is_anyway",
            of_mysql(|_| ()),
            of_mysql(|options| options.engine = Some("InnoDB".into())),
        )
        .none(Mysql, "it is the usual engine"),
        mysql(
            "engine_of_another_case",
            of_mysql(|options| options.engine = Some("InnoDB".into())),
            of_mysql(|options| options.engine = Some("INNODB".into())),
        )
        .none(Mysql, "the names of engines are the same in any case"),
        mysql(
            "table_collation_changed",
            of_mysql(|options| options.collation = Some("utf8mb4_unicode_ci".into())),
            of_mysql(|options| options.collation = Some("utf8mb4_bin".into())),
        ),
        mysql(
            "table_character_set_changed",
            of_mysql(|options| options.charset = Some("latin1".into())),
            of_mysql(|options| options.charset = Some("utf8mb4".into())),
        ),
        mysql(
            "row_format_changed",
            of_mysql(|options| options.row_format = Some("DYNAMIC".into())),
            of_mysql(|options| options.row_format = Some("COMPACT".into())),
        ),
        mysql(
            "row_format_unsaid",
            of_mysql(|options| options.row_format = Some("DYNAMIC".into())),
            of_mysql(|_| ()),
        )
        .none(Mysql, "a model that does not say leaves it as it is"),
    ]
}

fn to_p() -> ForeignKeyDef {
    ForeignKeyDef::new(["p_id"], "p", ["id"])
}

fn hen() -> TableDef {
    table("hen").column(bigint("egg_id").nullable()).foreign_key(ForeignKeyDef::new(
        ["egg_id"],
        "egg",
        ["id"],
    ))
}

fn egg() -> TableDef {
    table("egg").column(bigint("hen_id").nullable()).foreign_key(ForeignKeyDef::new(
        ["hen_id"],
        "hen",
        ["id"],
    ))
}
