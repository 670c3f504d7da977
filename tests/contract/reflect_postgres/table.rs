//! Tables and columns: each property comes back as the value that makes it.

use super::{Answer, reflected, table};
use fsm_core::{Autoincrement, ColumnDef, Dialect, IdentityDef, PostgresType, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        types_come_back,
        defaults_and_generated_columns_come_back,
        numbering_comes_back,
        a_key_that_nothing_numbers_stays_unnumbered,
        options_comments_and_collations_come_back,
        dropped_columns_leave_no_trace,
    ]
}

async fn check_types(db: &TestDatabase, expected: &[(&str, SqlType)]) -> Answer<()> {
    let columns: Vec<String> =
        expected.iter().enumerate().map(|(at, (name, _))| format!("c{at} {name}")).collect();
    let read = reflected(db, &format!("CREATE TABLE t ({})", columns.join(", "))).await?;
    let found = &table(&read, "t").columns;
    for (column, (name, expected)) in found.iter().zip(expected) {
        assert_eq!(column.sql_type, *expected, "{name}");
    }
    assert_eq!(found.len(), expected.len());
    Ok(())
}

async fn types_come_back(db: &TestDatabase) -> TestResult {
    db.execute(
        "CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE SCHEMA other;
         CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s'); CREATE TYPE other.colour AS ENUM ('red');
         CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
    )
    .await?;
    let mut mood = fsm_core::EnumDef::new("mood", ["sad", "ok", "it's"]);
    let colour = {
        let mut def = fsm_core::EnumDef::new("colour", ["red"]);
        def.name = def.name.in_schema("other");
        def
    };
    check_types(
        db,
        &[
            ("boolean", SqlType::Boolean),
            ("\"char\"", SqlType::TinyInteger),
            ("int2", SqlType::SmallInteger),
            ("int", SqlType::Integer),
            ("int8", SqlType::BigInteger),
            ("real", SqlType::Float),
            ("float", SqlType::Double),
            ("numeric", SqlType::Numeric { precision: None, scale: None }),
            ("decimal(5)", SqlType::Numeric { precision: Some(5), scale: Some(0) }),
            ("numeric(10,2)", SqlType::Numeric { precision: Some(10), scale: Some(2) }),
            ("text", SqlType::Text),
            ("varchar(50)", SqlType::String(50)),
            ("varchar", SqlType::custom("character varying")),
            ("char(3)", SqlType::custom("character(3)")),
            ("bytea", SqlType::LargeBinary),
            ("uuid", SqlType::Uuid),
            ("date", SqlType::Date),
            ("time", SqlType::Time),
            ("timetz", SqlType::TimeTz),
            ("timestamp", SqlType::DateTime),
            ("timestamptz", SqlType::DateTimeTz),
            ("timestamptz(3)", SqlType::custom("timestamp(3) with time zone")),
            ("interval", SqlType::Interval),
            ("jsonb", SqlType::Json),
            ("json", SqlType::custom("json")),
            ("inet", SqlType::IpAddr),
            ("macaddr", SqlType::Postgres(PostgresType::MacAddr)),
            ("varbit", SqlType::Postgres(PostgresType::VarBit)),
            ("bit(5)", SqlType::custom("bit(5)")),
            ("int4range", SqlType::Postgres(PostgresType::Int4Range)),
            ("citext", SqlType::Postgres(PostgresType::Citext)),
            ("hstore", SqlType::Postgres(PostgresType::Hstore)),
            ("text[]", SqlType::array(SqlType::Text)),
            ("varchar(5)[][]", SqlType::array(SqlType::String(5))),
            ("mood", SqlType::Enum(mood.clone())),
            ("mood[]", SqlType::array(SqlType::Enum(mood.clone()))),
            ("other.colour", SqlType::Enum(colour)),
            ("positive", SqlType::custom("positive")),
            ("tsvector", SqlType::custom("tsvector")),
            ("xml", SqlType::custom("xml")),
        ],
    )
    .await?;
    // An enum of a schema that is not read is in columns only; the order of labels is that of sorting.
    let read = reflected(db, "ALTER TYPE mood ADD VALUE 'first' BEFORE 'sad'").await?;
    mood.labels.to_mut().insert(0, "first".into());
    assert_eq!(read.metadata.enums().cloned().collect::<Vec<_>>(), [mood]);
    Ok(())
}

fn column<'t>(table: &'t TableDef, name: &str) -> &'t ColumnDef {
    table.find_column(name).expect("a column that was made")
}

fn default(table: &TableDef, name: &str) -> Option<String> {
    let sql = column(table, name).default_sql.as_ref()?;
    sql.text(Dialect::Postgres).map(str::to_owned)
}

async fn defaults_and_generated_columns_come_back(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE TABLE t (a int NOT NULL DEFAULT 5, b varchar(9) DEFAULT 'x', c text DEFAULT NULL,
         d int GENERATED ALWAYS AS (a * 2) STORED, e timestamptz DEFAULT now())",
    )
    .await?;
    let table = table(&read, "t");
    let defaults = ["a", "b", "c", "d", "e"].map(|name| default(table, name));
    let expected = [Some("5"), Some("'x'::character varying"), None, None, Some("now()")];
    assert_eq!(defaults, expected.map(|text| text.map(str::to_owned)));
    let nullable = ["a", "b"].map(|name| column(table, name).nullable);
    assert_eq!(nullable, [false, true]);
    let computed = column(table, "d").computed.as_ref().expect("a generated column");
    assert_eq!(computed.expression.text(Dialect::Postgres), Some("(a * 2)"));
    assert!(computed.stored);
    Ok(())
}

async fn numbering_comes_back(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE TABLE a (id bigserial PRIMARY KEY, other serial);
         CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY
             (START WITH 7 INCREMENT BY -2 MINVALUE -100 MAXVALUE 50 CYCLE CACHE 3) PRIMARY KEY);
         CREATE TABLE c (id smallint GENERATED BY DEFAULT AS IDENTITY (MAXVALUE 32767 MINVALUE 1));
         CREATE TABLE \"D'd\" (\"I d\" serial);
         CREATE SEQUENCE own AS smallint START 5 INCREMENT 2 MINVALUE 3 MAXVALUE 99 CACHE 4 CYCLE;
         COMMENT ON SEQUENCE own IS 'counts';
         CREATE SEQUENCE down INCREMENT -1;
         CREATE TABLE e (id bigint DEFAULT nextval('own'));
         CREATE TABLE f (id serial); ALTER SEQUENCE f_id_seq INCREMENT 10;
         CREATE TABLE g (id serial); ALTER TABLE g ALTER id SET DEFAULT 7",
    )
    .await?;
    let numbered = |name: &'static str, id: &str| {
        let column = column(table(&read, name), id);
        (column.autoincrement, column.identity.clone(), column.default_sql.is_some())
    };
    assert_eq!(numbered("a", "id"), (Autoincrement::Always, None, false));
    // Two columns cannot be numbered by one rule; an identity numbers as well.
    assert_eq!(numbered("a", "other"), (Autoincrement::Auto, Some(IdentityDef::NEW), false));
    let mut identity = IdentityDef::NEW;
    identity.always = true;
    identity.start = Some(7);
    identity.increment = Some(-2);
    identity.min_value = Some(-100);
    identity.max_value = Some(50);
    identity.cycle = true;
    identity.cache = Some(3);
    assert_eq!(numbered("b", "id"), (Autoincrement::Auto, Some(identity), false));
    assert_eq!(numbered("c", "id"), (Autoincrement::Auto, Some(IdentityDef::NEW), false));
    assert_eq!(numbered("D'd", "I d"), (Autoincrement::Always, None, false));
    assert_eq!(numbered("e", "id"), (Autoincrement::Auto, None, true));
    assert_eq!(numbered("f", "id"), (Autoincrement::Auto, None, true));
    assert_eq!(numbered("g", "id"), (Autoincrement::Auto, None, true));
    let sequences: Vec<fsm_core::SequenceDef> = read.metadata.sequences().cloned().collect();
    let own = fsm_core::SequenceDef::new("own")
        .data_type("smallint")
        .start(5)
        .increment(2)
        .min_value(3)
        .max_value(99)
        .cache(4)
        .cycle()
        .comment("counts");
    let f = fsm_core::SequenceDef::new("f_id_seq").data_type("integer").increment(10);
    let g = fsm_core::SequenceDef::new("g_id_seq").data_type("integer");
    let down = fsm_core::SequenceDef::new("down").increment(-1);
    assert_eq!(sequences, [down, f, g, own]);
    let owned: Vec<String> = super::lines(&read.unmanaged);
    assert_eq!(
        owned,
        ["option of sequence `f_id_seq` of `f`", "option of sequence `g_id_seq` of `g`"]
    );
    Ok(())
}

async fn a_key_that_nothing_numbers_stays_unnumbered(db: &TestDatabase) -> TestResult {
    let read = reflected(db, "CREATE TABLE t (id bigint PRIMARY KEY)").await?;
    assert_eq!(column(table(&read, "t"), "id").autoincrement, Autoincrement::Never);
    let sql = read.metadata.create_all_sql(Dialect::Postgres)?.join(";");
    assert!(!sql.contains("IDENTITY"), "{sql}");
    Ok(())
}

async fn options_comments_and_collations_come_back(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE UNLOGGED TABLE t (a text COLLATE \"POSIX\", b text COLLATE \"default\")
             WITH (fillfactor = 70, toast.autovacuum_enabled = false);
         COMMENT ON TABLE t IS 'it''s a table'; COMMENT ON COLUMN t.b IS 'b';
         CREATE TABLE p (a int, \"B b\" text) PARTITION BY RANGE (a, lower(\"B b\"));
         CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1, 'a') TO (2, 'b')",
    )
    .await?;
    let t = table(&read, "t");
    assert_eq!(t.comment.as_deref(), Some("it's a table"));
    assert_eq!(column(t, "b").comment.as_deref(), Some("b"));
    let collations = ["a", "b"].map(|name| column(t, name).collation.clone());
    assert_eq!(collations, [Some("POSIX".into()), None]);
    let options = &t.options.postgres;
    assert!(options.unlogged);
    let with: Vec<String> =
        options.with.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(with, ["fillfactor=70", "toast.autovacuum_enabled=false"]);
    let by = table(&read, "p").options.postgres.partition_by.as_deref();
    assert_eq!(by, Some("RANGE (a, lower(\"B b\"))"));
    assert_eq!(super::lines(&read.unmanaged), ["partition `p1` of `p`"]);
    assert!(!read.metadata.contains("p1"));
    Ok(())
}

async fn dropped_columns_leave_no_trace(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE TABLE t (a int, b int, c int UNIQUE); ALTER TABLE t DROP a;
         CREATE INDEX i ON t (c, b); ALTER TABLE t ADD d int CHECK (d > 0)",
    )
    .await?;
    let t = table(&read, "t");
    let names: Vec<&str> = t.columns.iter().map(|column| &*column.name).collect();
    assert_eq!(names, ["b", "c", "d"]);
    assert_eq!(t.uniques[0].columns[..], ["c"]);
    let parts: Vec<_> = t.indexes[0].columns.iter().cloned().collect();
    assert_eq!(parts, ["c", "b"].map(fsm_core::IndexColumn::column));
    Ok(())
}
