//! Changes by hand: what no comparison of random schemas comes across.

use fsm_core::change::{Change, ConstraintKind, EnumColumn};
use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, CompareOptions, Comparison, Deferrable, Dialect, EnumDef,
    ForeignKeyDef, IdentityDef, IndexColumn, IndexDef, Literal, MatchType, Metadata, NullsOrder,
    ReferentialAction, SequenceDef, Sql, SqlType, Str, TableDef, TableName, TableOptions,
    UniqueDef,
};

pub(crate) fn cases() -> Vec<(String, Metadata, Comparison)> {
    let mut cases = Vec::new();
    for &dialect in Dialect::ALL {
        for (name, before, changes) in all(dialect) {
            let name = format!("listed_{name}_{}", dialect.key());
            let before = fsm_tests::rendered::with_names(&before, dialect);
            cases.push((name, before, comparison(dialect, changes)));
        }
    }
    cases
}

/// A comparison that found these changes.
pub(crate) fn comparison(dialect: Dialect, changes: Vec<Change>) -> Comparison {
    let (nothing, options) = (Metadata::new(), CompareOptions::new());
    let mut comparison = Comparison::between(&nothing, &nothing, dialect, &options);
    comparison.changes = changes;
    comparison
}

type Case = (&'static str, Metadata, Vec<Change>);

fn users() -> TableDef {
    TableDef::new("users")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("name", SqlType::String(50)))
        .column(ColumnDef::new("age", SqlType::Integer).nullable())
        .column(ColumnDef::new("note", SqlType::Text).nullable().default_sql("'x'"))
        .primary_key(["id"])
}

fn of(tables: impl IntoIterator<Item = TableDef>) -> Metadata {
    tables.into_iter().collect()
}

fn all(dialect: Dialect) -> Vec<Case> {
    let mut cases = vec![
        ("schemas", of([]), vec![Change::CreateSchema { schema: "app \"x\"".into() }]),
        ("columns", of([users()]), columns()),
        ("types", of([users()]), types()),
        ("every_column_fact", of([users()]), facts()),
        ("constraints", of([users()]), constraints()),
        ("indexes", of([users()]), indexes()),
        ("renames", renamed_before(), renames()),
        ("options", of([users()]), options()),
        ("names", of([]), names()),
    ];
    if dialect == Dialect::Postgres {
        cases.push(("sequences", with_sequence(), sequences()));
        cases.push(("enums", with_enum(), enums()));
    }
    cases
}

fn columns() -> Vec<Change> {
    let table = TableName::from("users");
    let add = |column| Change::AddColumn { table: TableName::from("users"), column };
    let age = ColumnDef::new("age", SqlType::Integer);
    vec![
        add(ColumnDef::new("must", SqlType::Integer)),
        add(ColumnDef::new("may", SqlType::Integer).nullable()),
        add(ColumnDef::new("has", SqlType::Integer).default_value(7)),
        add(ColumnDef::new("user", SqlType::Text)),
        add(ColumnDef::new("code", SqlType::String(8))),
        add(ColumnDef::new("boss", SqlType::BigInteger)),
        add(ColumnDef::new("odd", SqlType::custom("WHATEVER"))),
        Change::AlterColumn {
            table: table.clone(),
            before: age.clone().nullable(),
            after: age.clone(),
        },
        Change::AlterColumn {
            table: table.clone(),
            before: ColumnDef::new("note", SqlType::Text).nullable().default_sql("'x'"),
            after: ColumnDef::new("note", SqlType::BigInteger).comment("a number"),
        },
        Change::AddUnique { table: table.clone(), unique: UniqueDef::new(["code"]) },
        Change::AddForeignKey { table, foreign_key: ForeignKeyDef::new(["boss"], "users", ["id"]) },
    ]
}

/// A column of each type.
fn types() -> Vec<Change> {
    let mut types: Vec<SqlType> = SqlType::every().collect();
    types.extend([
        SqlType::Numeric { precision: Some(10), scale: None },
        SqlType::Numeric { precision: Some(10), scale: Some(2) },
        SqlType::Numeric { precision: None, scale: Some(2) },
        SqlType::array(SqlType::String(5)),
        SqlType::Custom(Sql::new("A").on(Dialect::Mysql, "B").on(Dialect::Sqlite, "C")),
        SqlType::Custom(Sql {
            common: None,
            overrides: vec![(Dialect::Mysql, Str::from("POINT"))].into(),
        }),
    ]);
    let columns = types.into_iter().enumerate().map(|(at, sql_type)| Change::AddColumn {
        table: "users".into(),
        column: ColumnDef::new(format!("of_type_{at}"), sql_type),
    });
    columns.collect()
}

/// Each property of a column, said, changed and taken away.
fn facts() -> Vec<Change> {
    let plain = || ColumnDef::new("x", SqlType::Integer).nullable();
    let identity = IdentityDef::NEW.always().start(-5).increment(2).min_value(i64::MIN);
    let identity = identity.max_value(i64::MAX).cycle().cache(3);
    let full = vec![
        plain().type_on(Dialect::Mysql, "INT(5)").type_on(Dialect::Postgres, "int4"),
        plain().default_value("it's \"x\"\n\\"),
        plain().default_value(true),
        plain().default_value(-3),
        plain().default_value(Literal::Integer(i128::MAX)),
        plain().default_value(Literal::Number("-1.50e3".into())),
        plain().default_sql(Sql::new("now()").on(Dialect::Sqlite, "CURRENT_TIMESTAMP")),
        plain().autoincrement(Autoincrement::Always),
        plain().autoincrement(Autoincrement::Never),
        plain().identity(identity),
        plain().identity(IdentityDef::NEW),
        plain().computed("id + 1", true),
        plain().computed("id + 2", false),
        plain().collation("C"),
        plain().comment("r#\"a\"# \u{202e} */ //\r\n"),
        ColumnDef::new("x", SqlType::Text),
    ];
    let table = || TableName::from("users");
    let mut changes = vec![Change::AddColumn { table: table(), column: plain() }];
    let mut now = plain();
    for column in full {
        changes.push(Change::AlterColumn {
            table: table(),
            before: now.clone(),
            after: column.clone(),
        });
        // And back, and as a column that comes with all of it.
        changes.push(Change::AlterColumn {
            table: table(),
            before: column.clone(),
            after: plain(),
        });
        changes.push(Change::DropColumn { table: table(), column: plain() });
        changes.push(Change::AddColumn { table: table(), column: column.clone() });
        now = column;
    }
    changes
}

fn constraints() -> Vec<Change> {
    let table = || TableName::from("users");
    let key = |columns: [&'static str; 1]| ForeignKeyDef::new(columns, "users", ["id"]);
    vec![
        Change::DropPrimaryKey {
            table: table(),
            primary_key: fsm_core::PrimaryKeyDef::new(["id"]).named("pk_users"),
        },
        Change::AddPrimaryKey {
            table: table(),
            primary_key: fsm_core::PrimaryKeyDef::new(["id", "name"]).named("Key of \"users\""),
        },
        Change::AddUnique {
            table: table(),
            unique: UniqueDef::new(["name", "age"])
                .deferrable(Deferrable::InitiallyDeferred)
                .nulls_not_distinct()
                .dialects([Dialect::Postgres, Dialect::Sqlite]),
        },
        Change::AddUnique {
            table: table(),
            unique: UniqueDef::new(["age"]).deferrable(Deferrable::InitiallyImmediate),
        },
        Change::AddCheck { table: table(), check: CheckDef::new("age > 0").at_column("age") },
        Change::AddCheck {
            table: table(),
            check: CheckDef::new(Sql::new("name <> ''").on(Dialect::Mysql, "`name` <> ''"))
                .named("named")
                .dialects([Dialect::Mysql]),
        },
        Change::AddForeignKey {
            table: table(),
            foreign_key: key(["age"])
                .on_delete(ReferentialAction::Cascade)
                .on_update(ReferentialAction::SetNull)
                .deferrable(Deferrable::InitiallyDeferred)
                .match_type(MatchType::Full),
        },
        Change::AddForeignKey {
            table: table(),
            foreign_key: key(["name"])
                .on_delete(ReferentialAction::Restrict)
                .on_update(ReferentialAction::SetDefault)
                .match_type(MatchType::Simple),
        },
        Change::AddForeignKey {
            table: table(),
            foreign_key: key(["note"]).on_delete(ReferentialAction::NoAction),
        },
    ]
}

fn indexes() -> Vec<Change> {
    let add = |index| Change::CreateIndex { table: TableName::from("users"), index };
    let lower =
        || IndexColumn::expression(Sql::new("lower(name)").on(Dialect::Mysql, "(lower(name))"));
    vec![
        add(IndexDef::new(["name", "age"])),
        add(IndexDef::new(["name"]).named("unique one").unique().nulls_not_distinct()),
        add(IndexDef::new([
            IndexColumn::column("name").descending().nulls(NullsOrder::Last),
            IndexColumn::column("age").ascending().nulls(NullsOrder::First),
            IndexColumn::column("note").operator_class("text_ops").collation("C"),
        ])),
        add(IndexDef::new([lower(), lower().ascending(), lower().descending()]).named("words")),
        add(IndexDef::new([IndexColumn::column("note").prefix_length(20)])
            .named("begins")
            .method(Sql::new("btree").on(Dialect::Postgres, "gin"))
            .predicate("age > 0")
            .include(["id"])
            .comment("c")
            .dialects([Dialect::Mysql])),
    ]
}

fn renamed_before() -> Metadata {
    let index = IndexDef::new(["name"]).named("ix one");
    let unique = UniqueDef::new(["name"]).named("uq one");
    of([users().index(index).unique(unique).check(CheckDef::new("age > 0").named("ck one"))])
}

fn renames() -> Vec<Change> {
    let constraint = |kind, before: &'static str, after: &'static str| Change::RenameConstraint {
        table: "people".into(),
        kind,
        before: before.into(),
        after: after.into(),
    };
    vec![
        Change::RenameTable { before: "users".into(), after: "people".into() },
        Change::RenameColumn { table: "people".into(), before: "name".into(), after: "n\"".into() },
        Change::RenameIndex {
            table: "people".into(),
            before: "ix one".into(),
            after: "ix two".into(),
        },
        constraint(ConstraintKind::Unique, "uq one", "uq two"),
        constraint(ConstraintKind::Check, "ck one", "ck two"),
        constraint(ConstraintKind::PrimaryKey, "pk_users", "pk_people"),
    ]
}

fn options() -> Vec<Change> {
    let mut first = TableOptions::NEW;
    first.sqlite.strict = true;
    first.sqlite.without_rowid = true;
    first.sqlite.autoincrement = true;
    first.postgres.unlogged = true;
    first.postgres.tablespace = Some("fast".into());
    first.postgres.with = vec![("fillfactor".into(), "70".into())].into();
    first.postgres.partition_by = Some("RANGE (id)".into());
    let mut second = TableOptions::NEW;
    second.postgres.with = vec![
        ("fillfactor".into(), "70".into()),
        ("autovacuum_enabled".into(), "false".into()),
        ("toast_tuple_target".into(), "200".into()),
    ]
    .into();
    second.mysql.engine = Some("InnoDB".into());
    second.mysql.charset = Some("utf8mb4".into());
    second.mysql.collation = Some("utf8mb4_bin".into());
    second.mysql.row_format = Some("DYNAMIC".into());
    let table = || TableName::from("users");
    vec![
        Change::SetTableOptions { table: table(), before: TableOptions::NEW, after: first.clone() },
        Change::SetTableOptions { table: table(), before: first.clone(), after: second.clone() },
        Change::SetTableComment { table: table(), before: None, after: Some("it's".into()) },
        Change::SetTableComment { table: table(), before: Some("it's".into()), after: None },
        Change::CreateTable {
            table: TableDef::new("optional")
                .column(ColumnDef::new("id", SqlType::Integer))
                .options(first),
        },
        Change::CreateTable {
            table: TableDef::new("optional_too")
                .column(ColumnDef::new("id", SqlType::Integer).nullable())
                .primary_key(["id"])
                .options(second),
        },
        Change::CreateTable { table: TableDef::new("nothing in it") },
    ]
}

/// Names that a text would not be read back as, and others that Rust has to escape.
fn names() -> Vec<Change> {
    let odd = [
        TableName::new("with.dot"),
        TableName::new("dot.ted").in_schema("sche.ma"),
        TableName::new("plain").in_schema("app"),
        TableName::new(""),
        TableName::new("r#\"raw\"#"),
        TableName::new("back\\slash and \"quotes\""),
        TableName::new("line\nend\0\u{feff}"),
        TableName::new("{}"),
        TableName::new("名字 🦀"),
    ];
    let key = |name: &TableName| ForeignKeyDef::new(["id"], name.clone(), ["id"]);
    let tables = odd.iter().map(|name| Change::CreateTable {
        table: TableDef::new(name.clone())
            .column(ColumnDef::new("id", SqlType::Integer))
            .column(ColumnDef::new(name.name.clone(), SqlType::Integer))
            .primary_key(["id"])
            .foreign_key(key(name))
            .comment(name.name.clone()),
    });
    tables.collect()
}

fn with_sequence() -> Metadata {
    let mut metadata = of([users()]);
    metadata.add_sequence(SequenceDef::new("tickets").start(1).cycle());
    metadata
}

fn sequences() -> Vec<Change> {
    let def = SequenceDef::new("app.numbers").data_type("integer").start(1).increment(-2);
    let def = def.min_value(-100).max_value(100).cache(7).cycle().comment("c");
    let before = SequenceDef::new("tickets").start(1).cycle();
    vec![
        Change::CreateSequence { def: def.clone() },
        Change::CreateSequence { def: SequenceDef::new("plain") },
        Change::AlterSequence {
            before: def.clone(),
            after: SequenceDef::new("app.numbers").increment(3),
        },
        Change::AlterSequence {
            before: before.clone(),
            after: SequenceDef::new("tickets").cache(10),
        },
    ]
}

fn role() -> EnumDef {
    EnumDef::new("role", ["member", "admin"])
}

fn with_enum() -> Metadata {
    let mut metadata = of([
        users().column(ColumnDef::new("role", SqlType::Enum(role()))),
        TableDef::new("with.dot")
            .column(ColumnDef::new("roles", SqlType::array(SqlType::Enum(role())))),
    ]);
    metadata.add_enum(role());
    metadata.add_enum(EnumDef::new("unused", ["x"]));
    metadata
}

fn enums() -> Vec<Change> {
    let columns = |metadata: &Metadata| -> Vec<EnumColumn> {
        let tables = metadata.tables().flat_map(|table| {
            let of_enum = table.columns.iter().filter(|column| column.name.starts_with("role"));
            of_enum.map(|column| EnumColumn { table: table.name.clone(), column: column.clone() })
        });
        tables.collect()
    };
    let before = with_enum();
    let mut wider = role();
    wider.labels.to_mut().push("guest".into());
    let mut state = before.clone();
    let alter = Change::AlterEnum { columns: columns(&before), before: role(), after: wider };
    state.apply(&alter).unwrap();
    let rename = Change::RenameEnumLabel {
        name: "role".into(),
        columns: columns(&state),
        before: "guest".into(),
        after: "visitor \"x\"".into(),
    };
    vec![
        Change::CreateEnum { def: EnumDef::new("mood", ["sad", "it's"]) },
        alter,
        rename,
        Change::RenameEnum { before: "role".into(), after: "Role 2".into() },
        Change::DropEnum { def: EnumDef::new("unused", ["x"]) },
    ]
}
