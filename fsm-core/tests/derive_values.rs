//! What the derives make of every attribute: the values, one by one.

#[path = "strict_models/lib.rs"]
mod strict_models;

use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, ColumnType, Deferrable, Dialect, ForeignKeyDef,
    IdentityDef, IndexColumn, IndexDef, Literal, MatchType, NullsOrder, PrimaryKeyDef,
    ReferentialAction, SortOrder, Sql, SqlType, Table, TableDef, TableName, UniqueDef,
};
use strict_models::{
    Columns, Constraints, Flattened, NamedRole, NumberedRole, Options, PlainRole, PlainTarget,
    PlainThing, References, Roles, WithSqlx, inner::Target,
};

#[track_caller]
fn check_columns(table: &TableDef, expected: &[ColumnDef]) {
    for (column, expected) in table.columns.iter().zip(expected) {
        assert_eq!(column, expected);
    }
    let names = |columns: &[ColumnDef]| -> Vec<String> {
        columns.iter().map(|column| column.name.to_string()).collect()
    };
    assert_eq!(names(&table.columns), names(expected));
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Text)
}

fn big(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::BigInteger)
}

fn small(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Integer)
}

fn on(dialect: Dialect, sql: &'static str) -> Sql {
    Sql { common: None, overrides: vec![(dialect, sql.into())].into() }
}

#[test]
fn a_plain_struct_is_a_table_of_its_fields() {
    let table = PlainThing::definition();
    assert_eq!(
        *table,
        TableDef::new("plain_thing").column(big("id")).column(text("note").nullable())
    );
    assert_eq!(PlainThing::NAME, "plain_thing");
    assert_eq!(PlainThing::SCHEMA, None);
    assert_eq!(PlainThing::COLUMNS.note.name(), "note");
    assert_eq!(PlainThing::COLUMNS.id.sql_type(), &SqlType::BigInteger);
}

#[test]
fn each_key_of_a_column_has_its_value() {
    let mut serial = IdentityDef::NEW;
    serial.always = true;
    serial.start = Some(-5);
    serial.increment = Some(2);
    serial.min_value = Some(-5);
    serial.max_value = Some(99);
    serial.cycle = true;
    serial.cache = Some(4);
    let numeric = |precision, scale| SqlType::Numeric { precision: Some(precision), scale };
    let mut collated = on(Dialect::Sqlite, "NOCASE");
    collated = collated.on(Dialect::Mysql, "utf8mb4_bin");
    check_columns(
        Columns::definition(),
        &[
            big("id").autoincrement(Autoincrement::Never),
            small("counter").autoincrement(Autoincrement::Always),
            text("label"),
            big("number").identity(IdentityDef::NEW),
            big("serial").identity(serial),
            text("email"),
            text("phone"),
            text("city"),
            text("street"),
            ColumnDef::new("short", SqlType::String(50)),
            ColumnDef::new("digest", SqlType::Binary(16)),
            ColumnDef::new("price", numeric(10, Some(2))),
            ColumnDef::new("weight", numeric(8, None)).nullable(),
            ColumnDef::new("custom", SqlType::custom("citext")),
            ColumnDef::new("custom_option", SqlType::custom("citext")).nullable(),
            text("partly_custom")
                .type_on(Dialect::Postgres, "citext")
                .type_on(Dialect::Sqlite, "TEXT COLLATE NOCASE"),
            text("text_default").default_value("it's"),
            big("integer_default").default_value(-5),
            {
                let mut column = ColumnDef::new("number_default", SqlType::Double);
                column.default = Some(Literal::Number("-1.50".into()));
                column
            },
            ColumnDef::new("boolean_default", SqlType::Boolean).default_value(true),
            text("sql_default").default_sql("CURRENT_TIMESTAMP"),
            {
                let mut column = text("dialect_default");
                column.default_sql =
                    Some(on(Dialect::Postgres, "now()").on(Dialect::Mysql, "NOW(6)"));
                column
            },
            small("age"),
            small("level"),
            text("folded").collation("NOCASE"),
            {
                let mut column = text("partly_folded");
                column.collation = Some(collated);
                column
            },
            small("twice").computed("age * 2", true),
            {
                let mut column = small("thrice").computed("age * 3", false);
                if let Some(computed) = &mut column.computed {
                    computed.expression = Sql::new("age * 3").on(Dialect::Postgres, "age * 3::int");
                }
                column
            },
            text("remark").comment("what people say"),
            text("nickname").renamed_from("nick"),
            text("type"),
        ],
    );
}

#[test]
fn keys_of_columns_that_say_something_of_the_table_are_the_tables() {
    let table = Columns::definition();
    assert_eq!(table.name, TableName::new("columns"));
    assert_eq!(table.primary_key, Some(PrimaryKeyDef::new(["id"])));
    assert_eq!(
        *table.uniques,
        [UniqueDef::new(["email"]), UniqueDef::new(["phone"]).named("uq_phone")]
    );
    assert_eq!(
        *table.indexes,
        [IndexDef::new(["city"]), IndexDef::new(["street"]).named("ix_street")]
    );
    let mut age = CheckDef::new("age >= 0");
    age.column = Some("age".into());
    let mut level = CheckDef::new("level < 10").named("ck_level");
    level.column = Some("level".into());
    assert_eq!(*table.checks, [age, level]);
}

#[test]
fn a_typed_column_tells_the_columns_name() {
    let names = [
        (Columns::COLUMNS.title.name(), "label"),
        (Columns::COLUMNS.r#type.name(), "type"),
        (WithSqlx::COLUMNS.user_id.name(), "userId"),
        (Flattened::COLUMNS.last.name(), "last"),
        (Flattened::COLUMNS.contact.phone.name(), "phone"),
        (Flattened::COLUMNS.contact.address.zip.name(), "ZIP"),
        (Target::COLUMNS.code.name(), "target_code"),
    ];
    for (name, expected) in names {
        assert_eq!(name, expected);
    }
}

#[test]
fn options_of_the_table_have_their_values() {
    let table = Options::definition();
    assert_eq!(table.name, TableName::new("options").in_schema("app"));
    assert_eq!(
        table.comment.as_deref(),
        Some(
            "Every key of `#[table(..)]` that is no constraint.\n\nIts documentation is its comment."
        )
    );
    assert_eq!(table.renamed_from.as_deref(), Some("settings"));
    check_columns(
        table,
        &[big("optionId").comment("The key."), text("createdAt").comment("by attribute")],
    );
    let sqlite = &table.options.sqlite;
    assert_eq!((sqlite.strict, sqlite.without_rowid, sqlite.autoincrement), (true, true, true));
    let postgres = &table.options.postgres;
    assert!(postgres.unlogged);
    assert_eq!(postgres.tablespace.as_deref(), Some("fast"));
    assert_eq!(postgres.partition_by.as_deref(), Some("RANGE (createdAt)"));
    let with: Vec<(&str, &str)> =
        postgres.with.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
    assert_eq!(
        with,
        [("fillfactor", "70"), ("toast.autovacuum_enabled", "false"), ("parallel_workers", "4")]
    );
    let mysql = &table.options.mysql;
    let values = [&mysql.engine, &mysql.charset, &mysql.collation, &mysql.row_format];
    let expected = ["InnoDB", "utf8mb4", "utf8mb4_bin", "COMPRESSED"];
    assert_eq!(values.map(|value| value.as_deref().unwrap()), expected);
}

#[test]
fn a_table_is_in_the_set_it_names_and_in_no_other() {
    assert!(fsm_core::metadata_of("strict").contains("app.options"));
    assert!(!fsm_core::metadata().contains("app.options"));
    assert!(fsm_core::metadata().contains("plain_thing"));
    assert_eq!(fsm_core::metadata_of("strict").len(), 1);
}

#[test]
fn keys_and_checks_of_the_table_have_their_values() {
    let table = Constraints::definition();
    assert_eq!(table.comment.as_deref(), Some("constrained"));
    assert_eq!(
        table.primary_key,
        Some(PrimaryKeyDef::new(["tenant", "id"]).named("pk_constraints"))
    );
    let mut deferred = UniqueDef::new(["b"]).named("uq_b");
    deferred.deferrable = Some(Deferrable::InitiallyDeferred);
    deferred.dialects = vec![Dialect::Postgres].into();
    let mut not_distinct = UniqueDef::new(["c"]);
    not_distinct.nulls_not_distinct = true;
    assert_eq!(*table.uniques, [UniqueDef::new(["a", "b"]), deferred, not_distinct]);
    let mut named = CheckDef::new(Sql::new("c <> ''").on(Dialect::Mysql, "c != ''")).named("ck_c");
    named.dialects = vec![Dialect::Mysql, Dialect::Sqlite].into();
    let partly = {
        let mut check = CheckDef::new("");
        check.expression = on(Dialect::Postgres, "d ~ 'x'");
        check
    };
    assert_eq!(*table.checks, [CheckDef::new("a > b"), named, partly]);
}

#[test]
fn indexes_have_their_values() {
    let [plain, all, partly] = &*Constraints::definition().indexes else {
        panic!("three indexes are written");
    };
    let b = IndexColumn::column("b").descending();
    assert_eq!(*plain, IndexDef::new([IndexColumn::column("a"), b.clone()]));

    let mut expected = IndexDef::new([
        {
            let mut a = IndexColumn::column("a");
            (a.order, a.nulls) = (Some(SortOrder::Ascending), Some(NullsOrder::First));
            a
        },
        {
            let mut b = b;
            b.nulls = Some(NullsOrder::Last);
            b
        },
        {
            let mut c = IndexColumn::column("c");
            c.operator_class = Some("text_pattern_ops".into());
            c.collation = Some("C".into());
            c
        },
        {
            let mut d = IndexColumn::column("d");
            d.prefix_length = Some(10);
            d
        },
        IndexColumn::expression("lower(c)").descending(),
    ])
    .named("ix_all")
    .unique()
    .predicate("a > 0")
    .method("btree");
    expected.include = vec!["tenant".into(), "id".into()].into();
    expected.nulls_not_distinct = true;
    expected.comment = Some("everything".into());
    expected.renamed_from = Some("ix_old".into());
    expected.dialects = vec![Dialect::Sqlite, Dialect::Postgres].into();
    assert_eq!(*all, expected);

    let mut expected = IndexDef::new(["a"]);
    expected.predicate = Some(on(Dialect::Postgres, "a > 1"));
    assert_eq!(*partly, expected);
}

#[test]
fn foreign_keys_have_their_values() {
    let with = |mut key: ForeignKeyDef, deferrable, match_type| {
        key.deferrable = deferrable;
        key.match_type = match_type;
        key
    };
    let immediate = Some(Deferrable::InitiallyImmediate);
    assert_eq!(
        *References::definition().foreign_keys,
        [
            ForeignKeyDef::new(["parent"], "references", ["id"])
                .on_delete(ReferentialAction::SetNull),
            ForeignKeyDef::new(["by_struct"], "plain_target", ["id"])
                .on_delete(ReferentialAction::Cascade)
                .on_update(ReferentialAction::SetDefault),
            with(
                ForeignKeyDef::new(["by_module"], "inner.targets", ["target_code"]),
                immediate,
                Some(MatchType::Simple)
            ),
            with(ForeignKeyDef::new(["by_name"], "things", ["id"]), immediate, None),
            ForeignKeyDef::new(["by_schema"], "app.things", ["id"]),
        ]
    );
    assert_eq!(
        *PlainTarget::definition().foreign_keys,
        [ForeignKeyDef::new(["back"], "references", ["id"])]
    );
    assert_eq!(
        *Constraints::definition().foreign_keys,
        [
            ForeignKeyDef::new(["tenant", "a"], "constraints", ["tenant", "id"])
                .on_update(ReferentialAction::Restrict),
            with(
                ForeignKeyDef::new(["a", "b"], "other.things", ["x", "y"])
                    .named("fk_named")
                    .on_delete(ReferentialAction::NoAction),
                Some(Deferrable::InitiallyDeferred),
                Some(MatchType::Full)
            ),
        ]
    );
}

#[test]
fn what_sqlx_is_told_counts() {
    check_columns(
        WithSqlx::definition(),
        &[
            big("userId"),
            text("Title"),
            text("same"),
            small("small"),
            small("smallOption").nullable(),
            ColumnDef::new("json", SqlType::Json),
            ColumnDef::new("jsonOption", SqlType::Json).nullable(),
            ColumnDef::new("jsonAs", SqlType::Json).type_on(Dialect::Postgres, "json"),
            ColumnDef::new("jsonText", SqlType::custom("LONGTEXT")),
        ],
    );
}

#[test]
fn flattened_columns_stand_where_their_field_stands() {
    let table = Flattened::definition();
    check_columns(
        table,
        &[
            big("id"),
            text("phone"),
            ColumnDef::new("CITY", SqlType::String(80)).comment("where"),
            text("ZIP").nullable(),
            ColumnDef::new("last", SqlType::String(9)),
        ],
    );
    assert_eq!(table.primary_key, Some(PrimaryKeyDef::new(["id"])));
    assert_eq!(*table.uniques, [UniqueDef::new(["phone"])]);
    assert_eq!(*table.indexes, [IndexDef::new(["CITY"]), IndexDef::new(["ZIP", "last"])]);
}

#[test]
fn enums_are_named_as_sqlx_names_them() {
    let label = |sql_type: &SqlType| match sql_type {
        SqlType::Enum(def) => {
            let labels: Vec<String> = def.labels.iter().map(ToString::to_string).collect();
            (def.name.to_string(), labels.join(","))
        }
        other => (other.name().to_owned(), String::new()),
    };
    let cases = [
        (PlainRole::TYPE, "plainrole", "FirstMember,Admin"),
        (NamedRole::TYPE, "app.Role", "first-member,root"),
        (NumberedRole::TYPE, "SMALLINT", ""),
    ];
    for (sql_type, name, labels) in cases {
        assert_eq!(label(&sql_type), (name.to_owned(), labels.to_owned()));
    }
    let columns = &Roles::definition().columns;
    assert_eq!(columns[0], ColumnDef::new("named", NamedRole::TYPE).nullable());
    assert_eq!(columns[1], ColumnDef::new("plain", PlainRole::TYPE).default_value("Admin"));
    assert_eq!(columns[2], ColumnDef::new("numbered", SqlType::SmallInteger));
}
