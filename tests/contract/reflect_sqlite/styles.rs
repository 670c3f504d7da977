//! Data definitions in all styles that people use, and the values they are read as.

use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Deferrable, Dialect, ForeignKeyDef, IndexColumn, IndexDef,
    Literal, PrimaryKeyDef, ReferentialAction, SortOrder, SqlType, TableDef, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::fresh::{Failure, only, read, unmanaged};

pub fn cases() -> Vec<Case> {
    cases![
        a_key_of_the_type_integer_is_the_rows_number,
        other_integer_keys_are_not_numbered,
        types_are_read_by_their_words,
        defaults_are_constants_where_they_can_be,
        nulls_and_collations_are_read,
        generated_columns_are_read,
        keys_are_read_at_columns_and_at_tables,
        checks_are_read_word_by_word,
        foreign_keys_are_read_with_what_they_do,
        referred_names_are_those_of_what_is_referred_to,
        what_refers_to_a_rows_number_is_as_wide_as_it,
        indexes_are_read_with_all_their_parts,
        odd_quotes_and_comments_change_nothing,
        what_values_do_not_tell_is_listed,
    ]
}

fn id() -> ColumnDef {
    ColumnDef::new("id", SqlType::BigInteger)
}

fn null(name: &'static str, sql_type: SqlType) -> ColumnDef {
    ColumnDef::new(name, sql_type).nullable()
}

fn with<T>(mut value: T, set: impl FnOnce(&mut T)) -> T {
    set(&mut value);
    value
}

/// What is read from `sql` is `expected`, and nothing else stands there but `rest`.
async fn check_with(sql: &str, expected: &[TableDef], rest: &[&str]) -> Result<(), Failure> {
    let read = read(sql).await?;
    let tables: Vec<&TableDef> = read.metadata.tables().collect();
    assert_eq!(tables, expected.iter().collect::<Vec<_>>(), "{sql}");
    assert_eq!(unmanaged(&read), rest, "{sql}");
    Ok(())
}

async fn check(sql: &str, expected: TableDef) -> Result<(), Failure> {
    check_with(sql, &[expected], &[]).await
}

async fn a_key_of_the_type_integer_is_the_rows_number(_db: &TestDatabase) -> TestResult {
    let table = || TableDef::new("t").column(id()).primary_key(["id"]);
    for sql in [
        "CREATE TABLE t (id INTEGER PRIMARY KEY)",
        "create table t(id integer primary key not null)",
        "CREATE TABLE t (id INTEGER NOT NULL, PRIMARY KEY (id))",
        "CREATE TABLE t (\"id\" INTEGER DEFAULT 5 COLLATE NOCASE PRIMARY KEY ASC)",
        "CREATE TABLE t (id 'integer', PRIMARY KEY (ID))",
    ] {
        check(sql, table()).await?;
    }
    let numbered = |table: TableDef| with(table, |table| table.options.sqlite.autoincrement = true);
    for sql in [
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "CREATE TABLE t (id INTEGER, PRIMARY KEY (id AUTOINCREMENT))",
    ] {
        check(sql, numbered(table())).await?;
    }
    let named = with(table(), |table| {
        table.primary_key = Some(PrimaryKeyDef::new(["id"]).named("the key"));
    });
    check("CREATE TABLE t (id INTEGER CONSTRAINT \"the key\" PRIMARY KEY)", named.clone()).await?;
    check("CREATE TABLE t (id INTEGER, CONSTRAINT [the key] PRIMARY KEY (id))", named).await?;
    let strict = with(table(), |table| table.options.sqlite.strict = true);
    check("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT", strict).await?;
    // By its type and the foreign key it would be taken for none.
    let profile = TableDef::new("t")
        .column(id().autoincrement(Autoincrement::Always))
        .primary_key(["id"])
        .foreign_key(ForeignKeyDef::new(["id"], "t", ["id"]));
    check("CREATE TABLE t (id INTEGER PRIMARY KEY REFERENCES t)", profile).await?;
    Ok(())
}

async fn other_integer_keys_are_not_numbered(_db: &TestDatabase) -> TestResult {
    let key = |sql_type: SqlType| {
        TableDef::new("t")
            .column(ColumnDef::new("id", sql_type).autoincrement(Autoincrement::Never))
            .primary_key(["id"])
    };
    check("CREATE TABLE t (id INT NOT NULL PRIMARY KEY)", key(SqlType::Integer)).await?;
    check("CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY)", key(SqlType::BigInteger)).await?;
    check_with(
        "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY DESC)",
        &[key(SqlType::Integer)],
        &["descending column of the primary key `id` of `t`"],
    )
    .await?;
    check_with(
        "CREATE TABLE t (id INT PRIMARY KEY)",
        &[key(SqlType::Integer)],
        &["column of the primary key that may be null `id` of `t`"],
    )
    .await?;
    let stored = with(
        TableDef::new("t").column(ColumnDef::new("id", SqlType::Integer)).primary_key(["id"]),
        |table| table.options.sqlite.without_rowid = true,
    );
    check("CREATE TABLE t (id INTEGER PRIMARY KEY) WITHOUT ROWID", stored).await?;
    let pair = TableDef::new("t")
        .column(ColumnDef::new("a", SqlType::Integer))
        .column(ColumnDef::new("b", SqlType::Integer))
        .primary_key(["b", "a"]);
    check("CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (B, A))", pair)
        .await?;
    Ok(())
}

async fn types_are_read_by_their_words(_db: &TestDatabase) -> TestResult {
    let custom = |text: &'static str| SqlType::custom(text);
    for (declared, expected) in [
        ("integer", SqlType::Integer),
        ("BigInt", SqlType::BigInteger),
        ("int", custom("int")),
        ("VARCHAR(50)", SqlType::String(50)),
        ("varchar ( 50 )", SqlType::String(50)),
        ("NVARCHAR(50)", custom("NVARCHAR(50)")),
        ("text", SqlType::Text),
        ("boolean", SqlType::Boolean),
        ("bool", custom("bool")),
        ("real", custom("real")),
        ("double", SqlType::Double),
        ("DECIMAL(10, 2)", custom("DECIMAL(10, 2)")),
        ("timestamp", custom("timestamp")),
        ("datetime", SqlType::DateTime),
        ("json", custom("json")),
        ("[odd, (type)]", custom("[odd, (type)]")),
        ("", custom("")),
    ] {
        let table = TableDef::new("t").column(null("a", expected));
        check(&format!("CREATE TABLE t (a {declared})"), table).await?;
    }
    for (declared, expected) in [
        ("INT", custom("INT")),
        ("integer", SqlType::BigInteger),
        ("REAL", SqlType::Double),
        ("text", SqlType::Text),
        ("BLOB", SqlType::LargeBinary),
        ("ANY", custom("ANY")),
    ] {
        let table = with(TableDef::new("t").column(null("a", expected)), |table| {
            table.options.sqlite.strict = true;
        });
        check(&format!("CREATE TABLE t (a {declared}) STRICT"), table).await?;
    }
    check(
        "CREATE TABLE t AS SELECT 1 AS \"a b\"",
        TableDef::new("t").column(null("a b", custom(""))),
    )
    .await?;
    Ok(())
}

async fn defaults_are_constants_where_they_can_be(_db: &TestDatabase) -> TestResult {
    let value =
        |literal: Literal| with(null("a", SqlType::Text), |column| column.default = Some(literal));
    let text = |text: &'static str| value(text.into());
    let sql = |sql: &'static str| null("a", SqlType::Text).default_sql(sql);
    let of =
        |sql_type: SqlType, column: ColumnDef| with(column, |column| column.sql_type = sql_type);
    let integer = |column: ColumnDef| of(SqlType::Integer, column);
    for (declared, expected) in [
        ("text default 'it''s'", text("it's")),
        ("text default ('it''s')", text("it's")),
        ("text default ''", text("")),
        ("text default \"double\"", text("double")),
        ("text default word", text("word")),
        ("text default null", null("a", SqlType::Text)),
        ("text default (null)", null("a", SqlType::Text)),
        ("text default current_timestamp", sql("current_timestamp")),
        ("text default (datetime('now', 'utc'))", sql("datetime('now', 'utc')")),
        ("text default ( 'a' || 'b' /* why */ )", sql("'a' || 'b'")),
        ("text default x'6162'", sql("x'6162'")),
        ("text default 5", sql("5")),
        ("integer default 5", integer(value(Literal::Integer(5)))),
        ("integer default -5", integer(value(Literal::Integer(-5)))),
        ("integer default (+5)", integer(value(Literal::Integer(5)))),
        ("integer default '5'", integer(sql("'5'"))),
        ("integer default (1 + 1)", integer(sql("1 + 1"))),
        ("integer default true", integer(sql("true"))),
        ("boolean default true", of(SqlType::Boolean, value(true.into()))),
        ("boolean default 0", of(SqlType::Boolean, value(false.into()))),
        ("boolean default 'f'", of(SqlType::Boolean, sql("'f'"))),
        ("double default -1.50", of(SqlType::Double, value(Literal::Number("-1.50".into())))),
        ("date default '2020-01-01'", of(SqlType::Date, text("2020-01-01"))),
        ("numeric(4) default 3", of(SqlType::custom("numeric(4)"), value(Literal::Integer(3)))),
    ] {
        let table = TableDef::new("t").column(expected);
        check(&format!("CREATE TABLE t (a {declared})"), table.clone()).await?;
        // What was read is written so that it is read the same.
        let again = table.verify(Dialect::Sqlite);
        assert!(again.is_ok(), "{declared}: {again:?}");
    }
    Ok(())
}

async fn nulls_and_collations_are_read(_db: &TestDatabase) -> TestResult {
    for (declared, expected) in [
        ("TEXT", null("a", SqlType::Text)),
        ("TEXT NULL", null("a", SqlType::Text)),
        ("TEXT NOT NULL", ColumnDef::new("a", SqlType::Text)),
        ("TEXT COLLATE nocase NOT NULL", ColumnDef::new("a", SqlType::Text).collation("nocase")),
        ("TEXT COLLATE \"BINARY\"", null("a", SqlType::Text).collation("BINARY")),
        ("INTEGER COLLATE RTRIM", null("a", SqlType::custom("INTEGER")).collation("RTRIM")),
    ] {
        let table = TableDef::new("t").column(expected);
        check(&format!("CREATE TABLE t (a {declared})"), table).await?;
    }
    Ok(())
}

async fn generated_columns_are_read(_db: &TestDatabase) -> TestResult {
    for (declared, expected) in [
        ("INTEGER GENERATED ALWAYS AS (a * (2)) STORED", ("a * (2)", true)),
        ("INTEGER GENERATED ALWAYS AS ( a -- that\n ) VIRTUAL", ("a", false)),
        ("integer as (a + ',')", ("a + ','", false)),
        ("INTEGER AS (a) STORED", ("a", true)),
    ] {
        let table = TableDef::new("t")
            .column(null("a", SqlType::Integer))
            .column(null("b", SqlType::Integer).computed(expected.0, expected.1));
        check(&format!("CREATE TABLE t (a INTEGER, b {declared})"), table).await?;
    }
    Ok(())
}

async fn keys_are_read_at_columns_and_at_tables(_db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t")
        .column(ColumnDef::new("a", SqlType::Text))
        .column(null("b", SqlType::Text))
        .column(null("c", SqlType::Text))
        .primary_key(["a"])
        .unique(UniqueDef::new(["b"]))
        .unique(UniqueDef::new(["c"]).named("of c"))
        .unique(UniqueDef::new(["c", "b"]))
        .unique(UniqueDef::new(["b", "c"]).named("both"));
    check(
        "CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY, b TEXT UNIQUE, \
         c TEXT CONSTRAINT \"of c\" UNIQUE, unique (C, 'b') CONSTRAINT both UNIQUE((b), [c]))",
        table,
    )
    .await?;
    // Two that are one index are two constraints.
    let table = TableDef::new("t")
        .column(ColumnDef::new("a", SqlType::Text))
        .primary_key(["a"])
        .unique(UniqueDef::new(["a"]))
        .unique(UniqueDef::new(["a"]).named("again"));
    check(
        "CREATE TABLE t (a TEXT NOT NULL UNIQUE, PRIMARY KEY (a), CONSTRAINT again UNIQUE (a))",
        table,
    )
    .await?;
    Ok(())
}

async fn checks_are_read_word_by_word(_db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t")
        .column(null("a", SqlType::Integer))
        .check(CheckDef::new("a > 0").at_column("a"))
        .check(CheckDef::new("a IN (1, 2, ')')").named("listed").at_column("a"))
        .check(CheckDef::new("(a) /* ) */ <> -1"))
        .check(CheckDef::new("\"A\"  <  5").named("small"));
    check(
        "CREATE TABLE t (a INTEGER CHECK (a > 0) CONSTRAINT listed CHECK(a IN (1, 2, ')')), \
         CHECK ( (a) /* ) */ <> -1 -- never\n), CONSTRAINT small check (\"A\"  <  5))",
        table,
    )
    .await?;
    Ok(())
}

async fn foreign_keys_are_read_with_what_they_do(_db: &TestDatabase) -> TestResult {
    let parent = || {
        TableDef::new("p")
            .column(ColumnDef::new("x", SqlType::Text))
            .column(ColumnDef::new("y", SqlType::Text))
            .primary_key(["x", "y"])
    };
    let parent_sql = "CREATE TABLE p (x TEXT NOT NULL, y TEXT NOT NULL, PRIMARY KEY (x, y));";
    let child = |key: ForeignKeyDef| {
        TableDef::new("c")
            .column(null("a", SqlType::Text))
            .column(null("b", SqlType::Text))
            .foreign_key(key)
    };
    let key = || ForeignKeyDef::new(["a", "b"], "p", ["x", "y"]);
    for (clause, expected) in [
        ("REFERENCES p", key()),
        ("REFERENCES p (x, y)", key()),
        ("REFERENCES p (y, x)", ForeignKeyDef::new(["a", "b"], "p", ["y", "x"])),
        ("references P('X', [Y]) match simple", key()),
        ("REFERENCES p ON DELETE NO ACTION", key().on_delete(ReferentialAction::NoAction)),
        (
            "REFERENCES p ON UPDATE CASCADE ON DELETE SET NULL",
            key().on_update(ReferentialAction::Cascade).on_delete(ReferentialAction::SetNull),
        ),
        (
            "REFERENCES p ON DELETE RESTRICT ON UPDATE SET DEFAULT",
            key().on_delete(ReferentialAction::Restrict).on_update(ReferentialAction::SetDefault),
        ),
        ("REFERENCES p DEFERRABLE", key().deferrable(Deferrable::InitiallyImmediate)),
        (
            "REFERENCES p DEFERRABLE INITIALLY DEFERRED",
            key().deferrable(Deferrable::InitiallyDeferred),
        ),
        ("REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED", key()),
    ] {
        let sql =
            format!("{parent_sql} CREATE TABLE c (a TEXT, b TEXT, FOREIGN KEY (A, b) {clause})");
        check_with(&sql, &[child(expected), parent()], &[]).await?;
    }
    // Several, at columns and at the table, in the order in which they are written.
    let sql = "CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY, \
               b TEXT CONSTRAINT one REFERENCES t (a) NOT NULL DEFERRABLE INITIALLY DEFERRED, \
               c TEXT REFERENCES t ON DELETE CASCADE, \
               CONSTRAINT three FOREIGN KEY (c) REFERENCES t (a))";
    let to = |column: &'static str| ForeignKeyDef::new([column], "t", ["a"]);
    let table = TableDef::new("t")
        .column(ColumnDef::new("a", SqlType::Text))
        .column(ColumnDef::new("b", SqlType::Text))
        .column(null("c", SqlType::Text))
        .primary_key(["a"])
        .foreign_key(to("b").named("one").deferrable(Deferrable::InitiallyDeferred))
        .foreign_key(to("c").on_delete(ReferentialAction::Cascade))
        .foreign_key(to("c").named("three"));
    check(sql, table).await?;
    Ok(())
}

async fn referred_names_are_those_of_what_is_referred_to(_db: &TestDatabase) -> TestResult {
    let parent =
        TableDef::new("Users").column(ColumnDef::new("Name", SqlType::Text)).primary_key(["Name"]);
    let child = TableDef::new("c")
        .column(null("a", SqlType::Text))
        .foreign_key(ForeignKeyDef::new(["a"], "Users", ["Name"]));
    check_with(
        "CREATE TABLE c (a TEXT REFERENCES users (NAME)); \
         CREATE TABLE Users (Name TEXT NOT NULL PRIMARY KEY)",
        &[parent, child],
        &[],
    )
    .await?;
    // Nothing stands there, and no column is known that it could mean.
    check_with(
        "CREATE TABLE c (a TEXT REFERENCES nowhere)",
        &[TableDef::new("c").column(null("a", SqlType::Text))],
        &["foreign key to a table without a primary key `nowhere` of `c`"],
    )
    .await?;
    let child = TableDef::new("c")
        .column(null("a", SqlType::Text))
        .foreign_key(ForeignKeyDef::new(["a"], "nowhere", ["x"]));
    check("CREATE TABLE c (a TEXT REFERENCES nowhere (x))", child).await?;
    Ok(())
}

async fn what_refers_to_a_rows_number_is_as_wide_as_it(_db: &TestDatabase) -> TestResult {
    let read = read(
        "CREATE TABLE users (id INTEGER PRIMARY KEY); \
         CREATE TABLE members (user_id INTEGER NOT NULL REFERENCES users, role SMALLINT, \
             PRIMARY KEY (user_id, role)); \
         CREATE TABLE visits (user_id INTEGER, role SMALLINT, n INTEGER, \
             FOREIGN KEY (user_id, role) REFERENCES members (user_id, role))",
    )
    .await?;
    let column = |table: &str, column: &str| {
        let table = read.metadata.table(table).unwrap().definition();
        table.find_column(column).unwrap().clone()
    };
    for (table, name) in [("members", "user_id"), ("visits", "user_id")] {
        let found = column(table, name);
        assert_eq!(found.sql_type, SqlType::BigInteger, "{table}.{name}");
        assert_eq!(found.type_override(Dialect::Sqlite), Some("INTEGER"), "{table}.{name}");
    }
    assert_eq!(column("visits", "role").sql_type, SqlType::SmallInteger);
    assert_eq!(column("visits", "n").sql_type, SqlType::Integer);
    // It can be created as it is read.
    read.metadata.create_all_sql(Dialect::Sqlite)?;
    Ok(())
}

async fn indexes_are_read_with_all_their_parts(_db: &TestDatabase) -> TestResult {
    let table = |index: IndexDef| {
        TableDef::new("t")
            .column(null("a", SqlType::Text))
            .column(null("b c", SqlType::Text))
            .index(index.named("i"))
    };
    let part = |name: &'static str| IndexColumn::column(name);
    let expression = |sql: &'static str| IndexColumn::expression(sql);
    for (tail, expected) in [
        ("INDEX i ON t (a)", IndexDef::new(["a"])),
        ("UNIQUE INDEX i ON T (A, \"b c\")", IndexDef::new(["a", "b c"]).unique()),
        ("index IF NOT EXISTS main.i on t('a')", IndexDef::new(["a"])),
        (
            "INDEX i ON t (a DESC, [b c] ASC)",
            IndexDef::new([
                part("a").descending(),
                with(part("b c"), |part| part.order = Some(SortOrder::Ascending)),
            ]),
        ),
        (
            "INDEX i ON t (a COLLATE NOCASE DESC)",
            IndexDef::new([part("a").collation("NOCASE").descending()]),
        ),
        ("INDEX i ON t ((a))", IndexDef::new(["a"])),
        (
            "INDEX i ON t (lower(a), (a || ',') DESC)",
            IndexDef::new([expression("lower(a)"), expression("a || ','").descending()]),
        ),
        (
            "INDEX i ON t (lower(a) COLLATE RTRIM)",
            IndexDef::new([expression("lower(a)").collation("RTRIM")]),
        ),
        (
            "INDEX i ON t (a) WHERE a > 'x' AND (\"b c\" IS NULL)",
            IndexDef::new(["a"]).predicate("a > 'x' AND (\"b c\" IS NULL)"),
        ),
        // No column is called so: it is a text.
        ("INDEX i ON t (\"nothing\")", IndexDef::new([expression("\"nothing\"")])),
    ] {
        let sql = format!("CREATE TABLE t (a TEXT, \"b c\" TEXT); CREATE {tail}");
        check(&sql, table(expected)).await?;
    }
    Ok(())
}

async fn odd_quotes_and_comments_change_nothing(_db: &TestDatabase) -> TestResult {
    let table = TableDef::new("my table")
        .column(id())
        .column(null("it's \"a\"", SqlType::String(5)).default_value(") --"))
        .column(null("key", SqlType::Integer).default_value(1_i64))
        .primary_key(["id"])
        .unique(UniqueDef::new(["key"]).named("u, (q)"))
        .check(CheckDef::new("key <> 0 -- not this\n AND key"));
    for sql in [
        "CREATE TABLE \"my table\" (\"id\" INTEGER PRIMARY KEY, \"it's \"\"a\"\"\" VARCHAR(5) DEFAULT ') --', \
         key INTEGER DEFAULT 1, CONSTRAINT \"u, (q)\" UNIQUE (key), CHECK (key <> 0 -- not this\n AND key))",
        "create table [my table]-- the table, (really)\n(\n  `id` integer /* key */ primary key, -- a, b\n\
         `it's \"a\"` varchar ( 5 ) default(') --'), /* c INT,\n*/ [key] integer default ( 1 ),\n\
         constraint `u, (q)` unique ( \"key\" )\n -- no comma\n check(key <> 0 -- not this\n AND key )\n-- end\n)",
        "CREATE TABLE 'my table'(id INTEGER PRIMARY KEY,'it''s \"a\"' VARCHAR(5) DEFAULT \") --\",\
         'key' INTEGER DEFAULT +1,CONSTRAINT 'u, (q)' UNIQUE('key'),CHECK(key <> 0 -- not this\n AND key))",
    ] {
        check(sql, table.clone()).await?;
    }
    Ok(())
}

async fn what_values_do_not_tell_is_listed(_db: &TestDatabase) -> TestResult {
    let sql = "CREATE TABLE t (a TEXT CONSTRAINT given NOT NULL ON CONFLICT IGNORE \
               UNIQUE ON CONFLICT REPLACE, b TEXT REFERENCES t (a) MATCH FULL ON INSERT CASCADE, \
               CONSTRAINT both UNIQUE (a DESC, b COLLATE NOCASE) ON CONFLICT FAIL)";
    let read = read(sql).await?;
    assert_eq!(
        unmanaged(&read),
        [
            "collation `NOCASE` in a unique constraint `b` of `t`",
            "descending column of the unique constraint `a` of `t`",
            "match full clause `t` of `t`",
            "name of a not null constraint `given` of `t`",
            "on conflict fail clause `both` of `t`",
            "on conflict ignore clause `given` of `t`",
            "on conflict replace clause `a` of `t`",
            "on insert cascade clause `t` of `t`",
        ]
    );
    assert!(read.unmanaged.iter().all(|unmanaged| unmanaged.definition.is_none()));
    assert_eq!(only(&read).uniques.len(), 2);
    Ok(())
}
