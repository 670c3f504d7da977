use super::{assert_law, compared, metadata};
use crate::compare::{CompareOptions, Compared, Comparison, DropUnknown, Filter, Renames, Verdict};
use crate::registry::Metadata;
use crate::schema::Dialect::{Mysql, Postgres, Sqlite};
use crate::schema::{
    Autoincrement, CheckDef, ColumnDef, Deferrable, Dialect, EnumDef, ForeignKeyDef, IdentityDef,
    IndexColumn, IndexDef, Literal, MatchType, NullsOrder, PrimaryKeyDef, ReferentialAction,
    SequenceDef, Sql, SqlType, TableDef, TableOptions, UniqueDef,
};

const ALL: &[Dialect] = Dialect::ALL;

fn parts() -> CompareOptions {
    CompareOptions::new().drop_unknown(DropUnknown::PARTS)
}

fn everything() -> CompareOptions {
    CompareOptions::new().drop_unknown(DropUnknown::ALL)
}

/// That on each of `on`, going from `before` to `after` takes the changes `expected`, by their
/// sentences; and that neither differs from itself.
fn check_all(
    on: &[Dialect],
    before: &Metadata,
    after: &Metadata,
    options: &CompareOptions,
    expected: &[&str],
) {
    for &dialect in on {
        let comparison = compared(before, after, dialect, options);
        let sentences: Vec<String> = comparison.changes.iter().map(ToString::to_string).collect();
        assert_eq!(sentences, expected, "{dialect}: {comparison}");
        assert_eq!(comparison.skipped, [], "{dialect}");
        for one in [before, after] {
            let same = compared(one, one, dialect, &everything());
            assert_eq!(same.verdict(), Verdict::Equal, "{dialect}: {same}");
            assert!(same.kept.is_empty() && same.questions.is_empty(), "{dialect}: {same}");
        }
        assert_law(before, after, dialect, options);
    }
}

/// The same for single tables, where what the model does not have goes.
fn check(on: &[Dialect], before: TableDef, after: TableDef, expected: &[&str]) {
    check_all(on, &metadata(&[before]), &metadata(&[after]), &parts(), expected);
}

/// A difference that the dialect does not have.
fn check_none(on: &[Dialect], before: TableDef, after: TableDef) {
    check(on, before, after, &[]);
}

fn t() -> TableDef {
    TableDef::new("t")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("a", SqlType::Text))
        .column(ColumnDef::new("b", SqlType::Integer).nullable())
        .primary_key(["id"])
}

/// `t` with another column `a`.
fn a(column: ColumnDef) -> TableDef {
    let mut table = t();
    table.columns.to_mut()[1] = column;
    table
}

fn col(sql_type: SqlType) -> ColumnDef {
    ColumnDef::new("a", sql_type)
}

#[test]
fn types_nullability_and_defaults() {
    check(
        ALL,
        t(),
        a(col(SqlType::String(50))),
        &["the column `a` of `t` is `TEXT`, the model says `VARCHAR(50)`"],
    );
    check(
        ALL,
        a(col(SqlType::String(50))),
        a(col(SqlType::String(51))),
        &["the column `a` of `t` is `VARCHAR(50)`, the model says `VARCHAR(51)`"],
    );
    check(
        ALL,
        t(),
        a(col(SqlType::Text).nullable()),
        &["the column `a` of `t` is not null, the model says nullable"],
    );
    check(
        ALL,
        t(),
        a(col(SqlType::Text).default_value("x")),
        &["the column `a` of `t` has no default, the model says the default `'x'`"],
    );
    check(
        ALL,
        a(col(SqlType::Text).default_value("x")),
        t(),
        &["the column `a` of `t` has the default `'x'`, the model says no default"],
    );
    check(
        ALL,
        a(col(SqlType::Text).default_value("x")),
        a(col(SqlType::Text).default_value("y")),
        &["the column `a` of `t` has the default `'x'`, the model says the default `'y'`"],
    );
    check(
        &[Postgres, Mysql],
        a(col(SqlType::Numeric { precision: Some(8), scale: Some(2) })),
        a(col(SqlType::Numeric { precision: Some(10), scale: Some(2) })),
        &["the column `a` of `t` is `NUMERIC(8, 2)`, the model says `NUMERIC(10, 2)`"],
    );
}

#[test]
fn what_is_written_otherwise_and_means_the_same() {
    check_none(ALL, a(col(SqlType::custom("text"))), a(col(SqlType::custom("TEXT"))));
    check_none(ALL, t(), a(col(SqlType::Text).default_sql("NULL")));
    check_none(&[Postgres], t(), a(col(SqlType::Text).type_on(Mysql, "MEDIUMTEXT")));
    // The dialect's word for it.
    check_none(&[Postgres], t(), a(col(SqlType::custom("TEXT"))));
    check_none(&[Mysql], t(), a(col(SqlType::custom("longtext"))));
    check_none(&[Sqlite], a(col(SqlType::Json)), t());
    check_none(&[Sqlite], a(col(SqlType::DateTime)), a(col(SqlType::DateTimeTz)));
    check_none(&[Mysql], a(col(SqlType::Boolean)), a(col(SqlType::custom("tinyint(1)"))));
    // A literal and its text.
    check_none(
        &[Postgres],
        a(col(SqlType::Boolean).default_value(true)),
        a(col(SqlType::Boolean).default_sql("TRUE")),
    );
}

#[test]
fn numbering_and_identity() {
    let numbered = |column: ColumnDef| TableDef::new("t").column(column).primary_key(["id"]);
    let id = || ColumnDef::new("id", SqlType::BigInteger);
    check(
        ALL,
        numbered(id()),
        numbered(id().autoincrement(Autoincrement::Never)),
        &[
            "the column `id` of `t` is numbered if it is the key, the model says not numbered by the database",
        ],
    );
    check_none(ALL, numbered(id()), numbered(id().autoincrement(Autoincrement::Always)));
    // As PostgreSQL answers.
    let mut read = IdentityDef::NEW;
    (read.start, read.increment, read.min_value) = (Some(1), Some(1), Some(1));
    (read.max_value, read.cache) = (Some(i64::MAX), Some(1));
    check_none(&[Postgres], numbered(id().identity(read)), numbered(id()));
    let mut always = IdentityDef::NEW;
    always.always = true;
    check(
        &[Postgres],
        numbered(id()),
        numbered(id().identity(always.clone())),
        &["the column `id` of `t` is numbered if it is the key, the model says identity always"],
    );
    check_none(&[Mysql, Sqlite], numbered(id()), numbered(id().identity(always)));
    let mut from = IdentityDef::NEW;
    from.start = Some(100);
    check(
        &[Postgres],
        numbered(id().identity(IdentityDef::NEW)),
        numbered(id().identity(from)),
        &[
            "the column `id` of `t` is identity by default, the model says identity by default start 100",
        ],
    );
}

#[test]
fn generated_columns_collations_and_comments() {
    check(
        ALL,
        a(col(SqlType::Integer)),
        a(col(SqlType::Integer).computed("b + 1", true)),
        &["the column `a` of `t` is not generated, the model says generated as `b + 1` (stored)"],
    );
    check(
        ALL,
        a(col(SqlType::Integer).computed("b + 1", true)),
        a(col(SqlType::Integer).computed("b + 2", true)),
        &[
            "the column `a` of `t` is generated as `b + 1` (stored), the model says generated as `b + 2` (stored)",
        ],
    );
    check(
        ALL,
        t(),
        a(col(SqlType::Text).collation("x")),
        &["the column `a` of `t` has no collation of its own, the model says the collation `x`"],
    );
    check_none(&[Sqlite], t(), a(col(SqlType::Text).collation("BINARY")));
    check_none(&[Postgres], t(), a(col(SqlType::Text).collation("default")));
    check(
        &[Postgres, Mysql],
        t(),
        a(col(SqlType::Text).comment("x")),
        &["the column `a` of `t` has no comment, the model says the comment `x`"],
    );
    check_none(&[Sqlite], t(), a(col(SqlType::Text).comment("x")).comment("y"));
    check_none(ALL, t(), t().comment(""));
    check(
        &[Postgres, Mysql],
        t().comment("x"),
        t(),
        &["the comment of `t` is `x`, the model says none"],
    );
}

#[test]
fn columns_come_and_go_if_asked_for() {
    let more = || t().column(ColumnDef::new("c", SqlType::Text).nullable());
    check(ALL, t(), more(), &["the column `c` of `t` is missing (`TEXT`, nullable)"]);
    check(ALL, more(), t(), &["the column `c` of `t` is in no model"]);
    let (before, after) = (metadata(&[more()]), metadata(&[t()]));
    for &dialect in ALL {
        let kept = Comparison::between(&before, &after, dialect, &CompareOptions::new());
        assert_eq!(kept.verdict(), Verdict::Equal);
        let names: Vec<String> = kept.kept.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["column `c` of `t`"]);
    }
}

#[test]
fn the_order_of_columns_is_no_difference() {
    let mut turned = t();
    turned.columns.to_mut().reverse();
    check_none(ALL, t(), turned);
}

#[test]
fn names_differ_by_case_where_the_dialect_says_so() {
    let capital = || {
        let mut table = t();
        table.columns.to_mut()[1].name = "A".into();
        table
    };
    check_none(&[Sqlite, Mysql], t(), capital());
    check(
        &[Postgres],
        t(),
        capital(),
        &[
            "the column `A` of `t` is missing (`TEXT`, not null)",
            "the column `a` of `t` is in no model",
        ],
    );
    check_none(&[Sqlite], t(), t().renamed("T"));
    let found = compared(&metadata(&[t()]), &metadata(&[t().renamed("T")]), Postgres, &parts());
    assert_eq!(found.changes.len(), 1, "{found}");
}

#[test]
fn primary_keys() {
    let without = || {
        let mut table = t();
        table.primary_key = None;
        table.columns.to_mut()[0].autoincrement = Autoincrement::Never;
        table
    };
    let with = |columns: &[&'static str]| without().primary_key(columns.iter().copied());
    check(ALL, without(), with(&["id"]), &["the primary key (id) of `t` is missing"]);
    check(ALL, with(&["id"]), without(), &["the primary key (id) of `t` is not as in the model"]);
    check(
        ALL,
        with(&["id"]),
        with(&["id", "a"]),
        &[
            "the primary key (id) of `t` is not as in the model",
            "the primary key (id, a) of `t` is missing",
        ],
    );
    let named = |name: &'static str| {
        let mut table = t();
        table.primary_key = Some(PrimaryKeyDef::new(["id"]).named(name));
        table
    };
    check_none(ALL, t(), named("pk_t"));
    check_none(&[Mysql], named("PRIMARY"), t());
    check(
        &[Postgres, Sqlite],
        named("x"),
        t(),
        &["the primary key `x` of `t` is called `pk_t` in the model"],
    );
}

#[test]
fn unique_constraints() {
    let unique = |unique: UniqueDef| t().unique(unique);
    let plain = || UniqueDef::new(["a"]);
    check(ALL, t(), unique(plain()), &["the unique constraint (a) of `t` is missing"]);
    check(ALL, unique(plain()), t(), &["the unique constraint (a) of `t` is not as in the model"]);
    check_none(ALL, unique(plain().named("uq_t_a")), unique(plain()));
    check(
        ALL,
        unique(plain().named("x")),
        unique(UniqueDef::new(["a", "b"]).named("x")),
        &[
            "the unique constraint `x` (a) of `t` is not as in the model",
            "the unique constraint `x` (a, b) of `t` is missing",
        ],
    );
    check(
        ALL,
        unique(plain().named("x")),
        unique(plain()),
        &["the unique constraint `x` of `t` is called `uq_t_a` in the model"],
    );
    let deferred = || plain().named("x").deferrable(Deferrable::InitiallyDeferred);
    check(
        &[Postgres],
        unique(plain().named("x")),
        unique(deferred()),
        &[
            "the unique constraint `x` (a) of `t` is not as in the model",
            "the unique constraint `x` (a) deferrable initially deferred of `t` is missing",
        ],
    );
    check_none(&[Sqlite, Mysql], unique(plain().named("x")), unique(deferred()));
    check_none(&[Sqlite, Mysql], t(), unique(plain().dialects([Postgres])));
    let index = || t().index(IndexDef::new(["a"]).named("uq_t_a").unique());
    check_none(&[Mysql], index(), unique(plain()));
    check_none(&[Mysql], unique(plain()), index());
    check(
        &[Postgres, Sqlite],
        index(),
        unique(plain()),
        &[
            "the unique index `uq_t_a` (a) of `t` is not as in the model",
            "the unique constraint (a) of `t` is missing",
        ],
    );
}

#[test]
fn checks() {
    let check_of = |def: CheckDef| t().check(def);
    check(ALL, t(), check_of(CheckDef::new("b > 0")), &["the check (b > 0) of `t` is missing"]);
    check(
        ALL,
        check_of(CheckDef::new("b > 0")),
        t(),
        &["the check (b > 0) of `t` is not as in the model"],
    );
    check(
        ALL,
        check_of(CheckDef::new("b > 0").named("x")),
        check_of(CheckDef::new("b > 1").named("x")),
        &[
            "the check `x` (b > 0) of `t` is not as in the model",
            "the check `x` (b > 1) of `t` is missing",
        ],
    );
    check_none(
        ALL,
        check_of(CheckDef::new("b > 0").named("ck_t_b")),
        check_of(CheckDef::new("b > 0").at_column("b")),
    );
    check(
        ALL,
        check_of(CheckDef::new("b > 0").named("x")),
        check_of(CheckDef::new("b > 0").named("y")),
        &["the check `x` of `t` is called `y` in the model"],
    );
    check_none(&[Postgres], t(), check_of(CheckDef::new("b > 0").dialects([Sqlite])));
    // SQLite has no name for it.
    check_none(
        &[Sqlite],
        check_of(CheckDef::new("b > 0")),
        check_of(CheckDef::new("b > 0").named("y")),
    );
}

fn parent() -> TableDef {
    TableDef::new("p")
        .column(ColumnDef::new("id", SqlType::Integer))
        .column(ColumnDef::new("x", SqlType::Integer))
        .primary_key(["id"])
        .unique(UniqueDef::new(["id", "x"]))
}

fn key(key: ForeignKeyDef) -> Metadata {
    metadata(&[parent(), t().foreign_key(key)])
}

#[test]
fn foreign_keys() {
    let plain = || ForeignKeyDef::new(["b"], "p", ["id"]).named("k");
    let without = metadata(&[parent(), t()]);
    let gone = "the foreign key `k` (b) to `p` (id) of `t` is not as in the model";
    let new = |with: &str| format!("the foreign key `k` (b) to `p` (id){with} of `t` is missing");
    check_all(ALL, &without, &key(plain()), &parts(), &[&new("")]);
    check_all(ALL, &key(plain()), &without, &parts(), &[gone]);
    for (other, with) in [
        (plain().on_delete(ReferentialAction::Cascade), " on delete cascade"),
        (plain().on_update(ReferentialAction::SetNull), " on update set null"),
    ] {
        check_all(ALL, &key(plain()), &key(other), &parts(), &[gone, &new(with)]);
    }
    for same in
        [plain().on_delete(ReferentialAction::NoAction), plain().match_type(MatchType::Simple)]
    {
        check_all(ALL, &key(plain()), &key(same), &parts(), &[]);
    }
    let restrict = || plain().on_delete(ReferentialAction::Restrict);
    check_all(&[Mysql], &key(plain()), &key(restrict()), &parts(), &[]);
    check_all(
        &[Postgres, Sqlite],
        &key(plain()),
        &key(restrict()),
        &parts(),
        &[gone, &new(" on delete restrict")],
    );
    let full = || plain().match_type(MatchType::Full);
    check_all(&[Postgres], &key(plain()), &key(full()), &parts(), &[gone, &new(" match full")]);
    check_all(&[Sqlite, Mysql], &key(plain()), &key(full()), &parts(), &[]);
    let deferred = || plain().deferrable(Deferrable::InitiallyImmediate);
    check_all(
        &[Postgres, Sqlite],
        &key(plain()),
        &key(deferred()),
        &parts(),
        &[gone, &new(" deferrable")],
    );
    check_all(&[Mysql], &key(plain()), &key(deferred()), &parts(), &[]);
    check_all(
        ALL,
        &key(plain()),
        &key(plain().named("fk_t_b_p")),
        &parts(),
        &["the foreign key `k` of `t` is called `fk_t_b_p` in the model"],
    );
    let two = |one: [&'static str; 2], other: [&'static str; 2]| {
        ForeignKeyDef::new(one, "p", other).named("k")
    };
    check_all(
        ALL,
        &key(two(["id", "b"], ["id", "x"])),
        &key(two(["b", "id"], ["x", "id"])),
        &parts(),
        &[],
    );
}

#[test]
fn an_index_that_mysql_makes_for_a_foreign_key_is_nobodys() {
    let plain = || ForeignKeyDef::new(["b"], "p", ["id"]).named("k");
    let with = t().foreign_key(plain()).index(IndexDef::new(["b"]).named("k"));
    let with = metadata(&[parent(), with]);
    check_all(&[Mysql], &with, &key(plain()), &parts(), &[]);
    check_all(
        &[Postgres, Sqlite],
        &with,
        &key(plain()),
        &parts(),
        &["the index `k` (b) of `t` is not as in the model"],
    );
    // Without the key it stays behind.
    check_all(
        &[Mysql],
        &with,
        &metadata(&[parent(), t()]),
        &parts(),
        &[
            "the foreign key `k` (b) to `p` (id) of `t` is not as in the model",
            "the index `k` (b) of `t` is not as in the model",
        ],
    );
    let index = t().foreign_key(plain()).index(IndexDef::new(["b"]));
    check_all(
        &[Mysql],
        &with,
        &metadata(&[parent(), index]),
        &parts(),
        &["the index `k` of `t` is called `ix_t_b` in the model"],
    );
}

/// That an index of `before` becomes one of `after` on `on`, and is the same elsewhere.
fn check_index(on: &[Dialect], before: IndexDef, after: IndexDef) {
    let table = |index: IndexDef| metadata(&[t().index(index.named("x"))]);
    let (before, after) = (table(before), table(after));
    for &dialect in ALL {
        let found = compared(&before, &after, dialect, &parts());
        let expected = if on.contains(&dialect) { 2 } else { 0 };
        assert_eq!(found.changes.len(), expected, "{dialect}: {found}");
        assert_law(&before, &after, dialect, &parts());
        assert_law(&after, &before, dialect, &parts());
    }
}

#[test]
fn every_property_of_an_index() {
    let plain = || IndexDef::new(["a"]);
    let part = |part: IndexColumn| IndexDef::new([part]);
    let on = |column: &'static str| IndexColumn::column(column);
    let on_postgres = |method: &'static str| Sql {
        common: None,
        overrides: vec![(Postgres, method.into())].into(),
    };
    check_index(&[], plain(), plain());
    check_index(ALL, plain(), IndexDef::new(["b"]));
    check_index(ALL, IndexDef::new(["a", "b"]), IndexDef::new(["b", "a"]));
    check_index(ALL, plain(), plain().unique());
    check_index(ALL, plain(), part(on("a").descending()));
    check_index(&[Sqlite, Postgres], plain(), plain().predicate("b > 0"));
    check_index(&[Sqlite, Postgres], plain().predicate("b > 1"), plain().predicate("b > 0"));
    check_index(&[Postgres], plain(), plain().method(on_postgres("gin")));
    check_index(&[], plain(), plain().method("btree"));
    check_index(&[], plain().method("BTREE"), plain());
    check_index(&[Postgres], plain(), plain().method(on_postgres("hash")));
    check_index(&[Postgres], plain(), plain().include(["b"]));
    check_index(&[Postgres], plain().unique(), plain().unique().nulls_not_distinct());
    check_index(&[Postgres], plain(), part(on("a").nulls(NullsOrder::First)));
    check_index(&[], plain(), part(on("a").nulls(NullsOrder::Last)));
    check_index(
        &[],
        part(on("a").descending()),
        part(on("a").descending().nulls(NullsOrder::First)),
    );
    check_index(&[Postgres], plain(), part(on("a").operator_class("text_pattern_ops")));
    check_index(&[Sqlite, Postgres], plain(), part(on("a").collation("NOCASE")));
    check_index(&[Mysql], plain(), part(on("a").prefix_length(10)));
    check_index(&[Postgres, Mysql], plain(), plain().comment("x"));
    check_index(ALL, plain(), part(IndexColumn::expression("lower(a)")));
    check_index(
        ALL,
        part(IndexColumn::expression("upper(a)")),
        part(IndexColumn::expression("lower(a)")),
    );
    check_index(&[], part(IndexColumn::expression("(a)")), plain());
}

#[test]
fn indexes_come_go_and_are_renamed() {
    let index = |index: IndexDef| t().index(index);
    check(ALL, t(), index(IndexDef::new(["a"])), &["the index (a) of `t` is missing"]);
    check(ALL, index(IndexDef::new(["a"])), t(), &["the index (a) of `t` is not as in the model"]);
    check_none(ALL, index(IndexDef::new(["a"]).named("ix_t_a")), index(IndexDef::new(["a"])));
    check(
        ALL,
        index(IndexDef::new(["a"]).named("x")),
        index(IndexDef::new(["a"])),
        &["the index `x` of `t` is called `ix_t_a` in the model"],
    );
    let named = |name: &'static str, columns: &[&'static str]| {
        IndexDef::new(columns.iter().copied()).named(name)
    };
    // By a hint, and changed: the old one goes though nobody asked.
    let (before, after) =
        (index(named("x", &["a"])), index(named("y", &["a", "b"]).renamed_from("x")));
    check_all(
        ALL,
        &metadata(&[before]),
        &metadata(&[after]),
        &CompareOptions::new(),
        &[
            "the index `x` (a) of `t` is not as in the model",
            "the index `y` (a, b) of `t` is missing",
        ],
    );
    // Two that change names.
    let two = |one: &'static str, other: &'static str| {
        t().index(named(one, &["a"])).index(named(other, &["b"]))
    };
    check(
        ALL,
        two("x", "y"),
        two("y", "z"),
        &[
            "the index `y` (b) of `t` is not as in the model",
            "the index `x` (a) of `t` is not as in the model",
            "the index `y` (a) of `t` is missing",
            "the index `z` (b) of `t` is missing",
        ],
    );
}

#[test]
fn native_enums() {
    let of = |labels: &[&'static str]| {
        a(col(SqlType::Enum(EnumDef::new("role", labels.iter().copied()))))
    };
    check(
        &[Postgres],
        of(&["x"]),
        of(&["x", "y"]),
        &["the enum `role` has the labels `x`, the model says `x`, `y`"],
    );
    check(
        &[Mysql],
        of(&["x"]),
        of(&["x", "y"]),
        &["the column `a` of `t` is `enum role (x)`, the model says `enum role (x, y)`"],
    );
    check(
        &[Sqlite],
        of(&["x"]),
        of(&["x", "y"]),
        &["the column `a` of `t` is `enum role (x)`, the model says `enum role (x, y)`"],
    );
    check(
        &[Postgres],
        of(&["x", "y"]),
        of(&["y", "x"]),
        &["the enum `role` has the labels `x`, `y`, the model says `y`, `x`"],
    );
    check(
        &[Postgres],
        t(),
        of(&["x"]),
        &[
            "the enum `role` is missing (`x`)",
            "the column `a` of `t` is `TEXT`, the model says `enum role (x)`",
        ],
    );
    check_all(
        &[Postgres],
        &metadata(&[of(&["x"])]),
        &metadata(&[t()]),
        &everything(),
        &[
            "the column `a` of `t` is `enum role (x)`, the model says `TEXT`",
            "no model has the enum `role`",
        ],
    );
    // As SQLite is read: text with a check.
    let read = |text: &'static str| t().check(CheckDef::new(text).named("ck_t_a"));
    check_none(&[Sqlite], read("\"a\" IN ('x')"), of(&["x"]));
    check(
        &[Sqlite],
        read("\"a\" IN ('x')"),
        of(&["x", "y"]),
        &[
            "the check `ck_t_a` (\"a\" IN ('x')) of `t` is not as in the model",
            "the check (\"a\" IN ('x', 'y')) of `t` is missing",
        ],
    );
    // As MySQL is read: with a name made up.
    let named = |name: &'static str| a(col(SqlType::Enum(EnumDef::new(name, ["x"]))));
    check_none(&[Mysql], named("t_a"), named("role"));
}

#[test]
fn labels_and_enums_are_renamed_by_hints() {
    let of = |name: &'static str, labels: &[&'static str]| {
        metadata(&[a(col(SqlType::Enum(EnumDef::new(name, labels.iter().copied()))))])
    };
    let hint = |renames: Renames| parts().renames(renames);
    check_all(
        &[Postgres, Mysql],
        &of("role", &["x", "y"]),
        &of("role", &["x", "z"]),
        &hint(Renames::new().label("role", "y", "z")),
        &["the label `y` of the enum `role` is `z` in the models"],
    );
    check_all(
        &[Postgres],
        &of("role", &["x"]),
        &of("rank", &["x"]),
        &hint(Renames::new().enum_type("role", "rank")),
        &["the enum `role` is called `rank` in the models"],
    );
    let asked = compared(&of("role", &["x", "y"]), &of("role", &["x", "z"]), Postgres, &parts());
    let question = asked.questions[0].to_string();
    assert!(question.starts_with("was the enum label `y` of `role` renamed to `z`?"), "{question}");
}

#[test]
fn sequences() {
    let of = |def: Option<SequenceDef>| {
        let mut metadata = metadata(&[t()]);
        if let Some(def) = def {
            metadata.add_sequence(def);
        }
        metadata
    };
    let plain = || SequenceDef::new("s");
    let on = &[Postgres];
    check_all(on, &of(None), &of(Some(plain())), &everything(), &["the sequence `s` is missing"]);
    check_all(on, &of(Some(plain())), &of(None), &everything(), &["no model has the sequence `s`"]);
    check_all(
        on,
        &of(Some(plain())),
        &of(Some(plain().increment(2))),
        &everything(),
        &["the sequence `s` has the increment `unsaid`, the model says `2`"],
    );
    let read =
        plain().data_type("bigint").start(1).increment(1).min_value(1).max_value(i64::MAX).cache(1);
    check_all(on, &of(Some(read)), &of(Some(plain())), &everything(), &[]);
    check_all(&[Sqlite], &of(None), &of(Some(plain())), &everything(), &[]);
}

#[test]
fn table_options() {
    let with = |set: &dyn Fn(&mut TableOptions)| {
        let mut options = TableOptions::NEW;
        set(&mut options);
        t().options(options)
    };
    check(
        &[Sqlite],
        t(),
        with(&|o| o.sqlite.without_rowid = true),
        &[
            "the options of `t` differ: without rowid is `false`, the model says `true`",
            "the column `id` of `t` is numbered if it is the key, the model says not numbered by the database",
        ],
    );
    check_none(&[Postgres, Mysql], t(), with(&|o| o.sqlite.strict = true));
    check(
        &[Postgres],
        t(),
        with(&|o| o.postgres.unlogged = true),
        &["the options of `t` differ: unlogged is `false`, the model says `true`"],
    );
    check_none(&[Postgres], with(&|o| o.postgres.tablespace = Some("x".into())), t());
    check_none(&[Mysql], with(&|o| o.mysql.engine = Some("InnoDB".into())), t());
    check(
        &[Mysql],
        with(&|o| o.mysql.engine = Some("MyISAM".into())),
        t(),
        &["the options of `t` differ: the engine is `MyISAM`, the model says `InnoDB`"],
    );
}

#[test]
fn tables_come_go_and_are_renamed() {
    let (one, two) = (metadata(&[t()]), metadata(&[t(), parent()]));
    check_all(ALL, &one, &two, &everything(), &["the table `p` is missing"]);
    check_all(ALL, &two, &one, &everything(), &["the table `p` has no model"]);
    check_all(ALL, &two, &one, &parts(), &[]);
    let indexed = || t().index(IndexDef::new(["a"])).unique(UniqueDef::new(["b"]));
    let renamed = || indexed().renamed("n").renamed_from("t");
    check_all(
        &[Postgres],
        &metadata(&[indexed()]),
        &metadata(&[renamed()]),
        &parts(),
        &[
            "the primary key `pk_t` of `t` is called `pk_n` in the model",
            "the unique constraint `uq_t_b` of `t` is called `uq_n_b` in the model",
            "the index `ix_t_a` of `t` is called `ix_n_a` in the model",
            "the table `t` is called `n` in the models",
        ],
    );
    check_all(
        &[Sqlite],
        &metadata(&[indexed()]),
        &metadata(&[renamed()]),
        &parts(),
        &["the table `t` is called `n` in the models"],
    );
    let child = |table: &'static str| {
        TableDef::new("c")
            .column(ColumnDef::new("t_id", SqlType::BigInteger))
            .foreign_key(ForeignKeyDef::new(["t_id"], table, ["id"]).named("k"))
    };
    check_all(
        &[Sqlite],
        &metadata(&[t(), child("t")]),
        &metadata(&[t().renamed("n"), child("n")]),
        &parts().renames(Renames::new().table("t", "n")),
        &["the table `t` is called `n` in the models"],
    );
}

#[test]
fn columns_are_renamed_by_hints_and_never_by_guess() {
    let after = |hint: bool| {
        let column = ColumnDef::new("z", SqlType::Text);
        a(if hint { column.renamed_from("a") } else { column })
    };
    let sentence = "the column `a` of `t` is called `z` in the model";
    check(ALL, t(), after(true), &[sentence]);
    let by_caller = parts().renames(Renames::new().column("t", "a", "z"));
    check_all(ALL, &metadata(&[t()]), &metadata(&[after(false)]), &by_caller, &[sentence]);
    check(
        ALL,
        t(),
        after(false),
        &[
            "the column `z` of `t` is missing (`TEXT`, not null)",
            "the column `a` of `t` is in no model",
        ],
    );
    let found = compared(&metadata(&[t()]), &metadata(&[after(false)]), Postgres, &parts());
    assert_eq!(found.questions.len(), 1, "{found}");
    assert!(found.questions[0].score >= 80, "{found}");
    // What the column is in goes along.
    let used = |name: &'static str, table: TableDef| {
        table
            .index(IndexDef::new([name]).named("i").predicate(format!("{name} <> ''")))
            .unique(UniqueDef::new([name, "b"]).named("u"))
            .check(CheckDef::new(format!("{name} <> 'a'")).named("c"))
    };
    check(ALL, used("a", t()), used("z", after(true)), &[sentence]);
}

#[test]
fn two_columns_may_change_names() {
    let mut turned = t();
    turned.columns.to_mut()[1].name = "b".into();
    turned.columns.to_mut()[2].name = "a".into();
    let options = parts().renames(Renames::new().column("t", "a", "b").column("t", "b", "a"));
    check_all(
        ALL,
        &metadata(&[t()]),
        &metadata(&[turned]),
        &options,
        &[
            "the column `a` of `t` is called `a_renamed` in the model",
            "the column `b` of `t` is called `a` in the model",
            "the column `a_renamed` of `t` is called `b` in the model",
        ],
    );
}

#[test]
fn a_likely_rename_of_a_table_is_asked_about() {
    let found =
        compared(&metadata(&[t()]), &metadata(&[t().renamed("n")]), Postgres, &everything());
    assert_eq!(found.questions.len(), 1, "{found}");
    assert_eq!(found.questions[0].score, 100);
    assert_eq!(found.changes.len(), 2);
}

#[test]
fn a_hint_that_cannot_be_followed_is_said() {
    for (renames, reason) in [
        (Renames::new().column("t", "nope", "x"), "nothing of the old name"),
        (Renames::new().column("t", "a", "nope"), "no model has the new name"),
        (Renames::new().column("t", "a", "b"), "both names stand"),
        (Renames::new().table("nope", "t2"), "nothing of the old name"),
    ] {
        let options = parts().renames(renames);
        let found = compared(&metadata(&[t()]), &metadata(&[t()]), Postgres, &options);
        assert_eq!(found.verdict(), Verdict::Undecided, "{found}");
        assert!(found.skipped[0].reason.contains(reason), "{found}");
    }
}

#[test]
fn what_a_filter_leaves_out_is_no_difference() {
    let before = metadata(&[t(), parent()]);
    let after = metadata(&[t().index(IndexDef::new(["a"]).named("i_trgm"))]);
    for (filter, changes, kept) in [
        (Filter::new(), 2, 0),
        (Filter::new().include("t"), 1, 0),
        (Filter::new().exclude("p"), 1, 0),
        (Filter::new().exclude("p").exclude_kind(Compared::Index, "*_trgm"), 0, 0),
        (Filter::new().rule(|kind, _, _| kind == Compared::Index), 0, 0),
    ] {
        let found = compared(&before, &after, Postgres, &everything().filter(filter.clone()));
        assert_eq!((found.changes.len(), found.kept.len()), (changes, kept), "{filter:?}: {found}");
    }
}

#[test]
fn a_text_that_only_a_server_can_compare_is_skipped_without_one() {
    let of = |text: &'static str| metadata(&[t().check(CheckDef::new(text).named("x"))]);
    let (before, after) = (of("b BETWEEN 1 AND f(2)"), of("f(b) IN (1, 2)"));
    let found = Comparison::between(&before, &after, Postgres, &parts());
    if found.changes.is_empty() {
        assert_eq!(found.verdict(), Verdict::Undecided, "{found}");
        assert!(found.skipped[0].to_string().starts_with("check `x` of `t` was not compared"));
    }
}

#[test]
fn literals_are_told_apart() {
    for (one, other) in [
        (Literal::Integer(1), Literal::Integer(2)),
        (Literal::Boolean(true), Literal::Boolean(false)),
        (Literal::from(""), Literal::from(" ")),
    ] {
        let of = |literal: &Literal| a(col(SqlType::Text).default_value(literal.clone()));
        for &dialect in ALL {
            let found =
                compared(&metadata(&[of(&one)]), &metadata(&[of(&other)]), dialect, &parts());
            assert_eq!(found.changes.len(), 1, "{dialect}: {found}");
        }
    }
}
