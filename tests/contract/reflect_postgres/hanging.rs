//! Constraints and indexes: each property comes back as the value that makes it.

use super::{reflected, table};
use fsm_core::{
    CheckDef, Deferrable, Flaw, ForeignKeyDef, IndexColumn, IndexDef, MatchType, NullsOrder,
    PrimaryKeyDef, ReferentialAction, SortOrder, TableName, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        constraints_come_back,
        foreign_keys_come_back,
        indexes_come_back,
        what_was_never_validated_is_a_flaw,
        an_index_that_was_not_built_is_a_flaw,
    ]
}

async fn constraints_come_back(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE TABLE t (a int, b int, c int, d int CONSTRAINT \"C k\" CHECK (d > 0),
         CONSTRAINT \"P k\" PRIMARY KEY (b, a), CONSTRAINT u1 UNIQUE (c),
         CONSTRAINT u2 UNIQUE NULLS NOT DISTINCT (d, c) DEFERRABLE INITIALLY DEFERRED,
         CONSTRAINT u3 UNIQUE (a) DEFERRABLE)",
    )
    .await?;
    let t = table(&read, "t");
    assert_eq!(t.primary_key, Some(PrimaryKeyDef::new(["b", "a"]).named("P k")));
    let uniques = [
        UniqueDef::new(["c"]).named("u1"),
        UniqueDef::new(["d", "c"])
            .named("u2")
            .deferrable(Deferrable::InitiallyDeferred)
            .nulls_not_distinct(),
        UniqueDef::new(["a"]).named("u3").deferrable(Deferrable::InitiallyImmediate),
    ];
    assert_eq!(t.uniques[..], uniques);
    assert_eq!(t.checks[..], [CheckDef::new("(d > 0)").named("C k")]);
    // What keeps a constraint is no index of its own.
    assert_eq!(t.indexes[..], []);
    assert_eq!(read.unmanaged, []);
    Ok(())
}

async fn foreign_keys_come_back(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE SCHEMA other;
         CREATE TABLE other.parent (x int, y int, UNIQUE (y, x), z int PRIMARY KEY);
         CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY HASH (id);
         CREATE TABLE part1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
         CREATE TABLE t (id int PRIMARY KEY, a int, b int,
         CONSTRAINT f1 FOREIGN KEY (a, b) REFERENCES other.parent (y, x) MATCH FULL
             ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
         CONSTRAINT f2 FOREIGN KEY (a) REFERENCES t ON DELETE RESTRICT ON UPDATE SET DEFAULT,
         CONSTRAINT f3 FOREIGN KEY (b) REFERENCES parts DEFERRABLE)",
    )
    .await?;
    let parent = TableName::new("parent").in_schema("other");
    let expected = [
        ForeignKeyDef::new(["a", "b"], parent, ["y", "x"])
            .named("f1")
            .match_type(MatchType::Full)
            .on_delete(ReferentialAction::SetNull)
            .on_update(ReferentialAction::Cascade)
            .deferrable(Deferrable::InitiallyDeferred),
        ForeignKeyDef::new(["a"], "t", ["id"])
            .named("f2")
            .on_delete(ReferentialAction::Restrict)
            .on_update(ReferentialAction::SetDefault),
        ForeignKeyDef::new(["b"], "parts", ["id"])
            .named("f3")
            .deferrable(Deferrable::InitiallyImmediate),
    ];
    assert_eq!(table(&read, "t").foreign_keys[..], expected);
    Ok(())
}

async fn indexes_come_back(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE EXTENSION citext; CREATE EXTENSION pg_trgm;
         CREATE TABLE t (a int, b text, \"C c\" varchar(9), d jsonb, e int[], f citext, g text COLLATE \"C\");
         CREATE UNIQUE INDEX i01 ON t (a) NULLS NOT DISTINCT WHERE b IS NOT NULL;
         CREATE INDEX i02 ON t (a DESC, b ASC NULLS FIRST, \"C c\" DESC NULLS LAST);
         CREATE INDEX i03 ON t (lower(b), (a + 1) DESC, \"C c\");
         CREATE INDEX i04 ON t USING gin (d jsonb_path_ops);
         CREATE INDEX i05 ON t USING gin (d, e);
         CREATE INDEX i06 ON t (b text_pattern_ops, \"C c\" varchar_pattern_ops);
         CREATE INDEX i07 ON t (a) INCLUDE (b, \"C c\");
         CREATE INDEX i08 ON t (b COLLATE \"C\", g COLLATE \"POSIX\");
         CREATE INDEX i09 ON t ((lower(b)) COLLATE \"C\" text_pattern_ops DESC);
         CREATE INDEX i10 ON t USING gist (b gist_trgm_ops (siglen = 32));
         CREATE INDEX i11 ON t (f, (b || ')(, ' || g), (g));
         CREATE INDEX i12 ON t USING hash (b);
         CREATE INDEX i13 ON t USING brin (a) WITH (pages_per_range = 9);
         CREATE INDEX \"I 14 (\"\" x\" ON t (upper(b) varchar_pattern_ops);
         COMMENT ON INDEX i01 IS 'first'",
    )
    .await?;
    let part = IndexColumn::column;
    let written = IndexColumn::expression;
    let sorted = |mut part: IndexColumn, order, nulls| {
        part.order = order;
        part.nulls = nulls;
        part
    };
    let descending = Some(SortOrder::Descending);
    let collated = |name, collation: &'static str| part(name).collation(collation);
    let expected = [
        IndexDef::new([written("upper(b)").operator_class("varchar_pattern_ops")])
            .named("I 14 (\" x"),
        IndexDef::new(["a"])
            .named("i01")
            .unique()
            .nulls_not_distinct()
            .predicate("(b IS NOT NULL)")
            .comment("first"),
        IndexDef::new([
            sorted(part("a"), descending, None),
            sorted(part("b"), None, Some(NullsOrder::First)),
            sorted(part("C c"), descending, Some(NullsOrder::Last)),
        ])
        .named("i02"),
        IndexDef::new([
            written("lower(b)"),
            sorted(written("a + 1"), descending, None),
            part("C c"),
        ])
        .named("i03"),
        IndexDef::new([part("d").operator_class("jsonb_path_ops")]).named("i04").method("gin"),
        IndexDef::new(["d", "e"]).named("i05").method("gin"),
        IndexDef::new([
            part("b").operator_class("text_pattern_ops"),
            part("C c").operator_class("varchar_pattern_ops"),
        ])
        .named("i06"),
        IndexDef::new(["a"]).named("i07").include(["b", "C c"]),
        IndexDef::new([collated("b", "C"), collated("g", "POSIX")]).named("i08"),
        IndexDef::new([sorted(
            written("lower(b)").collation("C").operator_class("text_pattern_ops"),
            descending,
            None,
        )])
        .named("i09"),
        IndexDef::new([part("b").operator_class("gist_trgm_ops (siglen='32')")])
            .named("i10")
            .method("gist"),
        IndexDef::new([part("f"), written("(b || ')(, '::text) || g"), part("g")]).named("i11"),
        IndexDef::new(["b"]).named("i12").method("hash"),
        IndexDef::new(["a"]).named("i13").method("brin"),
    ];
    for (found, expected) in table(&read, "t").indexes.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(table(&read, "t").indexes.len(), expected.len());
    let options: Vec<_> = read.unmanaged.iter().filter(|found| found.kind != "extension").collect();
    assert_eq!(options.len(), 1, "{options:?}");
    assert_eq!(options[0].to_string(), "option of index `i13` of `t`");
    assert_eq!(options[0].definition.as_deref(), Some("WITH (pages_per_range=9)"));
    Ok(())
}

async fn what_was_never_validated_is_a_flaw(db: &TestDatabase) -> TestResult {
    let read = reflected(
        db,
        "CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (-1);
         ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
         ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES t NOT VALID",
    )
    .await?;
    let flaw = |constraint: &str| Flaw::NotValidated {
        table: TableName::new("t"),
        constraint: constraint.to_owned(),
    };
    assert_eq!(read.flaws, [flaw("c"), flaw("f")]);
    // They are constraints all the same.
    let t = table(&read, "t");
    assert_eq!((t.checks.len(), t.foreign_keys.len()), (1, 1));
    Ok(())
}

async fn an_index_that_was_not_built_is_a_flaw(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)").await?;
    let built = db.execute("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)").await;
    assert!(built.is_err(), "two rows are equal in it");
    let read = reflected(db, "").await?;
    let (table_name, index) = (TableName::new("t"), "i".to_owned());
    assert_eq!(read.flaws, [Flaw::InvalidIndex { table: table_name, index }]);
    assert_eq!(table(&read, "t").indexes.len(), 1);
    Ok(())
}
