//! Each piece of DDL is read as the values that a model would say it with.

use super::{is_mariadb, table};
use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Dialect, ForeignKeyDef, IndexColumn, IndexDef, Literal,
    ReferentialAction, Sql, SqlType, TableDef, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        columns_have_the_types_of_models,
        defaults_are_constants_or_expressions,
        properties_of_columns_are_read,
        numbering_is_said_where_a_model_would_think_otherwise,
        keys_and_indexes_are_told_apart,
        foreign_keys_have_their_actions_and_no_index_of_their_own,
        checks_stand_at_the_table_or_at_a_column,
        options_are_those_that_are_not_the_usual_ones
    ]
}

/// The column `a` of `t`, made as `definition` says.
async fn column(
    db: &TestDatabase,
    definition: &str,
) -> Result<ColumnDef, Box<dyn std::error::Error + Send + Sync>> {
    let ddl = format!("CREATE OR REPLACE TABLE t (a {definition}, id INT)");
    let ddl = if is_mariadb(db).await? {
        ddl
    } else {
        format!("DROP TABLE IF EXISTS t; {}", ddl.replace("OR REPLACE ", ""))
    };
    Ok(table(db, &ddl).await?.columns[0].clone())
}

async fn columns_have_the_types_of_models(db: &TestDatabase) -> TestResult {
    let numeric = |precision, scale| SqlType::Numeric { precision, scale };
    let words = |text: &'static str| SqlType::Custom(Sql::new(text));
    for (written, expected) in [
        ("BOOL", SqlType::Boolean),
        ("TINYINT", SqlType::TinyInteger),
        ("SMALLINT", SqlType::SmallInteger),
        ("INTEGER", SqlType::Integer),
        ("INT(3)", SqlType::Integer),
        ("BIGINT", SqlType::BigInteger),
        ("TINYINT UNSIGNED", SqlType::UnsignedTinyInteger),
        ("SMALLINT UNSIGNED", SqlType::UnsignedSmallInteger),
        ("INT UNSIGNED", SqlType::UnsignedInteger),
        ("BIGINT UNSIGNED", SqlType::UnsignedBigInteger),
        ("FLOAT", SqlType::Float),
        ("DOUBLE PRECISION", SqlType::Double),
        ("DECIMAL", numeric(Some(10), Some(0))),
        ("NUMERIC(12, 3)", numeric(Some(12), Some(3))),
        ("DECIMAL(65, 30)", numeric(None, None)),
        ("LONGTEXT", SqlType::Text),
        ("VARCHAR(50)", SqlType::String(50)),
        ("LONGBLOB", SqlType::LargeBinary),
        ("VARBINARY(50)", SqlType::Binary(50)),
        ("BINARY(16)", SqlType::Uuid),
        ("DATE", SqlType::Date),
        ("TIME(6)", SqlType::Time),
        ("DATETIME(6)", SqlType::DateTime),
        ("JSON", SqlType::Json),
        ("MEDIUMINT", words("mediumint")),
        ("INT ZEROFILL", words("int(10) unsigned zerofill")),
        ("VARCHAR(20000) CHARACTER SET latin1", words("varchar(20000)")),
        ("CHAR(36)", words("char(36)")),
        ("TEXT", words("text")),
        ("DATETIME", words("datetime")),
        ("TIMESTAMP(3)", words("timestamp(3)")),
        ("YEAR", words("year")),
        ("BIT(5)", words("bit(5)")),
        ("SET('a', 'b')", words("set('a','b')")),
        ("POINT", words("point")),
    ] {
        assert_eq!(column(db, &format!("{written} NULL")).await?.sql_type, expected, "{written}");
    }
    let SqlType::Enum(def) = column(db, r"ENUM('a', 'it''s', 'b\\', 'c,d')").await?.sql_type else {
        return Err("no enum".into());
    };
    assert_eq!(
        (&*def.name.name, &*def.labels),
        ("t_a", &["a", "it's", "b\\", "c,d"].map(Into::into)[..])
    );
    Ok(())
}

async fn defaults_are_constants_or_expressions(db: &TestDatabase) -> TestResult {
    let number = |digits: &'static str| Literal::Number(digits.into());
    for (written, expected) in [
        ("INT", None),
        ("INT DEFAULT NULL", None),
        ("INT DEFAULT '5'", Some(Literal::from(5))),
        ("INT DEFAULT -5", Some(Literal::from(-5))),
        ("BIGINT UNSIGNED DEFAULT 18446744073709551615", Some(Literal::Integer(u64::MAX.into()))),
        ("BOOL DEFAULT TRUE", Some(Literal::from(true))),
        ("BOOL NOT NULL DEFAULT 0", Some(Literal::from(false))),
        ("DECIMAL(10, 2) DEFAULT 1.5", Some(number("1.50"))),
        ("VARCHAR(9) DEFAULT 'NULL'", Some(Literal::from("NULL"))),
        ("VARCHAR(9) DEFAULT ''", Some(Literal::from(""))),
        (r"VARCHAR(9) DEFAULT 'it''s\n\\'", Some(Literal::from("it's\n\\"))),
        ("VARCHAR(9) DEFAULT '?'", Some(Literal::from("?"))),
        ("VARCHAR(9) DEFAULT 5", Some(Literal::from("5"))),
        ("DATE DEFAULT '2020-01-01'", Some(Literal::from("2020-01-01"))),
        ("ENUM('x', 'y') DEFAULT 'y'", Some(Literal::from("y"))),
        ("BINARY(3) DEFAULT 'ab'", Some(Literal::from("ab\0"))),
        // What the catalog has no letters for: the table is asked itself.
        ("VARCHAR(9) DEFAULT '\u{1f980}?'", Some(Literal::from("\u{1f980}?"))),
        ("VARCHAR(9) CHARACTER SET latin1 DEFAULT '\u{e9}?'", Some(Literal::from("\u{e9}?"))),
    ] {
        let column = column(db, written).await?;
        assert_eq!((column.default, column.default_sql), (expected, None), "{written}");
    }
    let now = "current_timestamp(6)";
    let mut of_sql = vec![
        ("DATETIME(6) DEFAULT NOW(6)".to_owned(), now.to_owned()),
        (format!("DATETIME(6) DEFAULT {now} ON UPDATE {now}"), format!("{now} ON UPDATE {now}")),
        (format!("DATETIME(6) NULL ON UPDATE {now}"), format!("NULL ON UPDATE {now}")),
        ("VARCHAR(36) DEFAULT (UUID())".to_owned(), "uuid()".to_owned()),
        ("INT DEFAULT (1 + 1)".to_owned(), "1 + 1".to_owned()),
        ("VARBINARY(3) DEFAULT X'FF003F'".to_owned(), "X'FF003F'".to_owned()),
    ];
    if !is_mariadb(db).await? {
        of_sql.pop();
    }
    for (written, expected) in of_sql {
        let column = column(db, &written).await?;
        let found = column.default_sql.as_ref().and_then(|sql| sql.text(Dialect::Mysql));
        assert_eq!(found.map(str::to_lowercase), Some(expected.to_lowercase()), "{written}");
        assert_eq!(column.default, None, "{written}");
    }
    Ok(())
}

async fn properties_of_columns_are_read(db: &TestDatabase) -> TestResult {
    assert!(column(db, "INT").await?.nullable);
    assert!(!column(db, "INT NOT NULL").await?.nullable);
    assert_eq!(column(db, "INT COMMENT 'it''s'").await?.comment.as_deref(), Some("it's"));
    assert_eq!(column(db, "INT COMMENT ''").await?.comment, None);
    assert_eq!(column(db, "VARCHAR(5)").await?.collation, None);
    let collation =
        column(db, "VARCHAR(5) CHARACTER SET latin1 COLLATE latin1_bin").await?.collation;
    assert_eq!(collation, Some(Sql::new("latin1_bin")));
    assert_eq!(column(db, "JSON").await?.collation, None);
    let computed = |column: ColumnDef| {
        let made = column.computed.expect("a generated column");
        (made.expression.common.expect("a text").replace(' ', ""), made.stored)
    };
    assert_eq!(computed(column(db, "INT AS (id + 1)").await?), ("`id`+1".to_owned(), false));
    assert_eq!(computed(column(db, "INT AS (id + 1) STORED").await?), ("`id`+1".to_owned(), true));
    Ok(())
}

async fn numbering_is_said_where_a_model_would_think_otherwise(db: &TestDatabase) -> TestResult {
    for (at, (written, expected, numbered)) in [
        ("id INT AUTO_INCREMENT PRIMARY KEY", Autoincrement::Always, true),
        ("id INT PRIMARY KEY", Autoincrement::Never, false),
        ("id INT DEFAULT 1 PRIMARY KEY", Autoincrement::Auto, false),
        ("id VARCHAR(5) PRIMARY KEY", Autoincrement::Auto, false),
        ("id INT AUTO_INCREMENT UNIQUE", Autoincrement::Always, true),
    ]
    .into_iter()
    .enumerate()
    {
        db.execute("DROP TABLE IF EXISTS t").await?;
        let found = table(db, &format!("CREATE TABLE t ({written}, n{at} INT)")).await?;
        assert_eq!(found.columns[0].autoincrement, expected, "{written}");
        assert_eq!(found.autoincrement_column().is_some(), numbered, "{written}");
    }
    Ok(())
}

/// `t`, made with these definitions behind the columns `a` to `d`.
async fn keyed(
    db: &TestDatabase,
    definitions: &str,
) -> Result<TableDef, Box<dyn std::error::Error + Send + Sync>> {
    db.execute("DROP TABLE IF EXISTS t").await?;
    let columns = "a INT NOT NULL, b INT NOT NULL, c VARCHAR(40) NOT NULL, d TEXT";
    table(db, &format!("CREATE TABLE t ({columns}, {definitions})")).await
}

async fn keys_and_indexes_are_told_apart(db: &TestDatabase) -> TestResult {
    let key = keyed(db, "PRIMARY KEY (b, a)").await?.primary_key.expect("a key");
    assert_eq!((key.name, &*key.columns), (None, &["b", "a"].map(Into::into)[..]));
    let found =
        keyed(db, "UNIQUE one (c, a), UNIQUE part (c(5)), UNIQUE said (b) COMMENT 'x'").await?;
    assert_eq!(&*found.uniques, [UniqueDef::new(["c", "a"]).named("one")]);
    let part = || IndexDef::new([IndexColumn::column("c").prefix_length(5)]);
    let said = IndexDef::new(["b"]).named("said").unique().comment("x");
    assert_eq!(&*found.indexes, [said, part().named("part").unique()]);
    for (written, expected) in [
        ("INDEX i (a, b)", IndexDef::new(["a", "b"])),
        ("INDEX i (c(5))", part()),
        ("INDEX i (a DESC)", IndexDef::new([IndexColumn::column("a").descending()])),
        ("FULLTEXT i (d)", IndexDef::new(["d"]).method("FULLTEXT")),
        ("INDEX i (a) USING BTREE", IndexDef::new(["a"])),
        ("INDEX i (a) COMMENT 'it''s'", IndexDef::new(["a"]).comment("it's")),
    ] {
        assert_eq!(&*keyed(db, written).await?.indexes, [expected.named("i")], "{written}");
    }
    Ok(())
}

async fn foreign_keys_have_their_actions_and_no_index_of_their_own(
    db: &TestDatabase,
) -> TestResult {
    use ReferentialAction::{Cascade, NoAction, Restrict, SetNull};
    db.execute("CREATE TABLE other (id INT PRIMARY KEY, x INT, y INT, UNIQUE (x, y))").await?;
    let mariadb = is_mariadb(db).await?;
    for (written, on_delete, on_update) in [
        ("", None, None),
        ("ON DELETE CASCADE", Some(Cascade), None),
        ("ON UPDATE CASCADE ON DELETE SET NULL", Some(SetNull), Some(Cascade)),
        ("ON DELETE NO ACTION", mariadb.then_some(NoAction), None),
        ("ON DELETE RESTRICT", (!mariadb).then_some(Restrict), None),
    ] {
        db.execute("DROP TABLE IF EXISTS t").await?;
        let ddl = format!(
            "CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES other (id) {written})"
        );
        let found = table(db, &ddl).await?;
        let mut expected = ForeignKeyDef::new(["a"], "other", ["id"]).named("fk");
        (expected.on_delete, expected.on_update) = (on_delete, on_update);
        assert_eq!(&*found.foreign_keys, [expected], "{written}");
        assert_eq!(&*found.indexes, [], "{written}");
    }
    // An index that somebody made is read, whatever the foreign key makes of it.
    let reference = "CONSTRAINT fk FOREIGN KEY (a) REFERENCES other (id)";
    for (written, expected) in [
        ("INDEX mine (a)", vec![IndexDef::new(["a"]).named("mine")]),
        ("INDEX fk (a, b)", vec![IndexDef::new(["a", "b"]).named("fk")]),
        ("INDEX fk (a) COMMENT 'mine'", vec![IndexDef::new(["a"]).named("fk").comment("mine")]),
        (
            "INDEX fk (b)",
            vec![IndexDef::new(["b"]).named("fk"), IndexDef::new(["a"]).named("fk_2")],
        ),
        (
            "INDEX fk (a), INDEX mine (a)",
            vec![IndexDef::new(["a"]).named("fk"), IndexDef::new(["a"]).named("mine")],
        ),
    ] {
        db.execute("DROP TABLE IF EXISTS t").await?;
        let ddl = format!("CREATE TABLE t (a INT, b INT, {written}, {reference})");
        match table(db, &ddl).await {
            Ok(found) => assert_eq!(&*found.indexes, &expected[..], "{written}"),
            // The name is taken, and the server finds no other.
            Err(error) => assert!(error.to_string().contains("Duplicate key name"), "{error}"),
        }
    }
    db.execute("DROP TABLE IF EXISTS t").await?;
    let ddl =
        "CREATE TABLE t (a INT, b INT, CONSTRAINT fk FOREIGN KEY (b, a) REFERENCES other (x, y))";
    let found = table(db, ddl).await?;
    let expected = ForeignKeyDef::new(["b", "a"], "other", ["x", "y"]).named("fk");
    assert_eq!((&*found.foreign_keys, &*found.indexes), (&[expected][..], &[][..]));
    Ok(())
}

async fn checks_stand_at_the_table_or_at_a_column(db: &TestDatabase) -> TestResult {
    let mariadb = is_mariadb(db).await?;
    let found =
        table(db, "CREATE TABLE t (a INT CHECK (a > 0), b INT, CONSTRAINT ck CHECK (b <> 1))")
            .await?;
    let text = |check: &CheckDef| check.expression.common.clone().unwrap_or_default();
    let texts: Vec<_> = found.checks.iter().map(text).collect();
    assert_eq!(texts.len(), 2);
    let named = found.checks.iter().find(|check| check.name.as_deref() == Some("ck")).expect("ck");
    assert_eq!(text(named), "`b` <> 1");
    let other = found.checks.iter().find(|check| *check != named).expect("the other");
    assert_eq!(text(other), "`a` > 0");
    assert_eq!(other.column.as_deref(), mariadb.then_some("a"));
    assert_eq!(other.name.is_none(), mariadb);
    Ok(())
}

async fn options_are_those_that_are_not_the_usual_ones(db: &TestDatabase) -> TestResult {
    for (written, engine, charset, collation, row_format) in [
        ("CHARSET utf8mb4", None, Some("utf8mb4"), None, None),
        (
            "CHARSET latin1 ENGINE MyISAM",
            Some("MyISAM"),
            Some("latin1"),
            Some("latin1_swedish_ci"),
            None,
        ),
        (
            "COLLATE utf8mb4_bin ROW_FORMAT COMPACT",
            None,
            None,
            Some("utf8mb4_bin"),
            Some("COMPACT"),
        ),
    ] {
        db.execute("DROP TABLE IF EXISTS t").await?;
        let found = table(db, &format!("CREATE TABLE t (a INT) {written} COMMENT 'it''s'")).await?;
        let options = &found.options.mysql;
        assert_eq!(options.engine.as_deref(), engine, "{written}");
        assert_eq!(options.charset.as_deref(), charset, "{written}");
        assert_eq!(options.row_format.as_deref(), row_format, "{written}");
        if collation.is_some() {
            assert_eq!(options.collation.as_deref(), collation, "{written}");
        }
        assert_eq!(found.comment.as_deref(), Some("it's"));
    }
    Ok(())
}
