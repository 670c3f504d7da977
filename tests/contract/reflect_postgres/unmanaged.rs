//! What is no part of schema values is named, with the text that makes it where there is one.

use super::{lines, reflected};
use fsm_core::Metadata;
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        everything_else_is_named,
        what_a_value_has_no_field_for_is_named,
        definitions_make_the_same_again,
        an_extension_stands_for_what_it_brought,
    ]
}

const EVERYTHING: &str = "
    CREATE TABLE t (a int, b text, r int4range, EXCLUDE USING gist (r WITH &&));
    CREATE VIEW v WITH (security_barrier = true) AS SELECT a, b FROM t WHERE b <> ';';
    CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
    CREATE INDEX m_a ON m (a);
    CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE PROCEDURE pr() LANGUAGE sql AS 'SELECT 1';
    CREATE AGGREGATE agg (int) (SFUNC = int4pl, STYPE = int);
    CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
    CREATE RULE ru AS ON DELETE TO t DO INSTEAD NOTHING;
    CREATE POLICY po ON t FOR SELECT TO PUBLIC USING (a > 0);
    CREATE DOMAIN d AS int DEFAULT 5 NOT NULL CONSTRAINT dc CHECK (VALUE > 0);
    CREATE TYPE c AS (x int, \"Y y\" text);
    CREATE TYPE rg AS RANGE (SUBTYPE = int);
    CREATE STATISTICS st ON a, b FROM t;
    CREATE TABLE p (a int) PARTITION BY LIST (a);
    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (a);
    CREATE TABLE p2 PARTITION OF p1 DEFAULT;
    CREATE TABLE i (z int) INHERITS (t);
    CREATE TABLE o OF c;
    CREATE COLLATION co FROM \"C\";
    CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE FOREIGN TABLE ft (a int) SERVER s;
    CREATE TYPE mood AS ENUM ('a'); COMMENT ON TYPE mood IS 'how it is';
    ";

async fn everything_else_is_named(db: &TestDatabase) -> TestResult {
    let read = reflected(db, EVERYTHING).await?;
    let tables: Vec<&str> = read.metadata.tables().map(|table| &*table.name.name).collect();
    assert_eq!(tables, ["p", "t"]);
    assert_eq!(
        lines(&read.unmanaged),
        [
            "aggregate `agg(integer)`",
            "collation `co`",
            "comment `mood`",
            "composite type `c`",
            "domain `d`",
            "exclusion constraint `t_r_excl` of `t`",
            "foreign table `ft`",
            "function `f()`",
            "function `g(x integer)`",
            "index `m_a` of `m`",
            "inherited table `i` of `t`",
            "materialized view `m`",
            "partition `p1` of `p`",
            "partition `p2` of `p1`",
            "policy `po` of `t`",
            "procedure `pr()`",
            "range type `rg`",
            "rule `ru` of `t`",
            "statistics object `st` of `t`",
            "trigger `tr` of `t`",
            "typed table `o`",
            "view `v`",
        ]
    );
    Ok(())
}

async fn what_a_value_has_no_field_for_is_named(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE TABLE t2 (a int, c int, PRIMARY KEY (a, c));
         CREATE TABLE t (a int, b text, c int, PRIMARY KEY (a) INCLUDE (c),
             UNIQUE (c) WITH (fillfactor = 70), CHECK (a > 0) NO INHERIT,
             FOREIGN KEY (a, c) REFERENCES t2 ON DELETE SET NULL (c));
         ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t REPLICA IDENTITY FULL;
         ALTER TABLE t ALTER a SET STATISTICS 500; ALTER TABLE t ALTER b SET STORAGE EXTERNAL;
         ALTER TABLE t ALTER c SET (n_distinct = 5);
         COMMENT ON CONSTRAINT t_pkey ON t IS 'it''s the key'",
    )
    .await?;
    let found: Vec<String> = read
        .unmanaged
        .iter()
        .map(|found| format!("{}: {}", found, found.definition.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        found,
        [
            "comment `t_pkey` of `t`: COMMENT ON CONSTRAINT t_pkey ON public.t IS 'it''s the key'",
            "option of check `t_a_check` of `t`: CHECK ((a > 0)) NO INHERIT",
            "option of column `a` of `t`: STATISTICS 500",
            "option of column `b` of `t`: STORAGE EXTERNAL",
            "option of column `c` of `t`: (n_distinct=5)",
            "option of foreign key `t_a_c_fkey` of `t`: FOREIGN KEY (a, c) REFERENCES t2(a, c) ON DELETE SET NULL (c)",
            "option of primary key `t_pkey` of `t`: PRIMARY KEY (a) INCLUDE (c)",
            "option of table `t` of `t`: ENABLE ROW LEVEL SECURITY",
            "option of table `t` of `t`: REPLICA IDENTITY FULL",
            "option of unique constraint `t_c_key` of `t`: UNIQUE (c) WITH (fillfactor=70)",
        ]
    );
    Ok(())
}

async fn definitions_make_the_same_again(db: &TestDatabase) -> TestResult {
    let read = reflected(db, EVERYTHING).await?;
    db.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TYPE mood AS ENUM ('a')")
        .await?;
    read.metadata.create_all(db.postgres()).await?;
    // In the order in which one needs the other; what has no text is left out here too.
    let order = [
        "domain",
        "composite type",
        "function",
        "procedure",
        "exclusion constraint",
        "view",
        "materialized view",
        "index",
        "trigger",
        "rule",
        "policy",
        "statistics object",
        "partition",
        "typed table",
        "comment",
    ];
    for kind in order {
        for found in read.unmanaged.iter().filter(|found| found.kind == kind) {
            let sql = found.definition.as_deref().ok_or_else(|| format!("no text of {found}"))?;
            db.execute(sql).await.map_err(|error| format!("{sql}: {error}"))?;
        }
    }
    let again = Metadata::reflect(db.postgres()).await?;
    let texts = |read: &fsm_core::Reflected| -> Vec<String> {
        let made = read.unmanaged.iter().filter(|found| order.contains(&&*found.kind));
        made.map(|found| format!("{found}: {:?}", found.definition)).collect()
    };
    assert_eq!(texts(&again), texts(&read));
    Ok(())
}

async fn an_extension_stands_for_what_it_brought(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; CREATE EXTENSION citext;
         CREATE TABLE member (a int); ALTER EXTENSION citext ADD TABLE member;
         CREATE TYPE kind AS ENUM ('a'); ALTER EXTENSION citext ADD TYPE kind;
         CREATE TABLE t (a ext.hstore, b citext)",
    )
    .await?;
    assert_eq!(lines(&read.unmanaged), ["extension `citext`", "extension `ext.hstore`"]);
    let tables: Vec<&str> = read.metadata.tables().map(|table| &*table.name.name).collect();
    assert_eq!(tables, ["t"]);
    assert_eq!(read.metadata.enums().count(), 0);
    let types: Vec<_> =
        read.metadata.table("t")?.columns.iter().map(|c| c.sql_type.clone()).collect();
    assert_eq!(types[0], fsm_core::SqlType::custom("ext.hstore"));
    Ok(())
}
