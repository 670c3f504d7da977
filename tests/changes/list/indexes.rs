use crate::case::{Case, case, integer, of, table, text, varchar};
use fsm_core::Dialect::{self, Mysql, Postgres, Sqlite};
use fsm_core::{IndexColumn, IndexDef, NullsOrder, Sql, SqlType, TableDef};

fn plain() -> TableDef {
    table("t").column(varchar("a")).column(integer("b").nullable()).column(text("c").nullable())
}

/// From the one index to the other.
fn index(name: &'static str, before: IndexDef, after: IndexDef) -> Case {
    case(name, plain().index(before), plain().index(after))
}

fn ix() -> IndexDef {
    IndexDef::new(["a"]).named("ix")
}

fn part(name: &'static str) -> IndexColumn {
    IndexColumn::column(name)
}

fn parts(parts: impl IntoIterator<Item = IndexColumn>) -> IndexDef {
    IndexDef::new(parts).named("ix")
}

fn expression(text: &'static str) -> IndexDef {
    parts([IndexColumn::expression(text)])
}

fn only(dialect: Dialect, text: &'static str) -> Sql {
    Sql { common: None, overrides: vec![(dialect, text.into())].into() }
}

const PARTIAL: &[Dialect] = &[Sqlite, Postgres];
const NO_PARTIAL: &str = "indexes have no predicates";
const NO_EXPRESSION: &str = "indexes are of columns only";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_columns();
    cases.extend(of_one_database());
    cases
}

fn of_columns() -> Vec<Case> {
    vec![
        case("index_added", plain(), plain().index(ix())),
        case("index_added_without_a_name", plain(), plain().index(IndexDef::new(["a", "b"]))),
        case("index_dropped", plain().index(ix()), plain()),
        case(
            "index_added_beside_another",
            plain().index(ix()),
            plain().index(ix()).index(IndexDef::new(["b"])),
        ),
        index("index_gets_a_column", ix(), parts([part("a"), part("b")])),
        index("index_loses_a_column", parts([part("a"), part("b")]), ix()),
        index("index_of_another_column", ix(), parts([part("b")])),
        index(
            "index_columns_in_another_order",
            parts([part("a"), part("b")]),
            parts([part("b"), part("a")]),
        ),
        index("index_name_changes", ix(), IndexDef::new(["a"]).named("ix_other")),
        index("index_becomes_unique_in_place", ix(), ix().unique()),
        index("index_no_longer_unique", ix().unique(), ix()),
        index("index_descending", ix(), parts([part("a").descending()])),
        index("index_ascending_again", parts([part("a").descending()]), ix()),
        index("index_ascending_said", ix(), parts([part("a").ascending()]))
            .same("ascending is what there is without a word"),
        index(
            "index_directions_change_places",
            parts([part("a").descending(), part("b")]),
            parts([part("a"), part("b").descending()]),
        ),
        index("index_predicate_added", ix(), ix().predicate("b > 0")).only(PARTIAL, NO_PARTIAL),
        index("index_predicate_removed", ix().predicate("b > 0"), ix()).only(PARTIAL, NO_PARTIAL),
        index("index_predicate", ix().predicate("b > 0"), ix().predicate("b > 1"))
            .only(PARTIAL, NO_PARTIAL),
        index("index_predicate_null", ix().predicate("c IS NULL"), ix().predicate("c IS NOT NULL"))
            .only(PARTIAL, NO_PARTIAL),
        index(
            "index_predicate_in_list",
            ix().predicate("a IN ('x', 'y')"),
            ix().predicate("a IN ('x', 'z')"),
        )
        .only(PARTIAL, NO_PARTIAL),
        index(
            "index_predicate_of_a_unique_index",
            ix().unique(),
            ix().unique().predicate("b IS NULL"),
        )
        .only(PARTIAL, NO_PARTIAL),
        index(
            "index_predicate_parentheses_only",
            ix().predicate("b > 0"),
            ix().predicate("(b > 0)"),
        )
        .only(PARTIAL, NO_PARTIAL)
        .none(Sqlite, "parentheses around the whole mean nothing")
        .none(Postgres, "parentheses around the whole mean nothing"),
        index("index_predicate_where_there_is_none", ix(), ix().predicate("b > 0"))
            .only(&[Mysql], "the case `index_predicate_added` is for this database"),
        index("index_of_an_expression", ix(), expression("lower(a)")).only(PARTIAL, NO_EXPRESSION),
        index("index_expression", expression("lower(a)"), expression("upper(a)"))
            .only(PARTIAL, NO_EXPRESSION),
        index(
            "index_expression_and_column",
            parts([IndexColumn::expression("lower(a)")]),
            parts([IndexColumn::expression("lower(a)"), part("b")]),
        )
        .only(PARTIAL, NO_EXPRESSION),
        index(
            "index_expression_descending",
            parts([IndexColumn::expression("lower(a)")]),
            parts([IndexColumn::expression("lower(a)").descending()]),
        )
        .only(PARTIAL, NO_EXPRESSION),
        index("index_expression_of_numbers", expression("b + 1"), expression("b + 2"))
            .only(PARTIAL, NO_EXPRESSION),
        case("index_of_one_dialect", plain(), plain().index(ix().dialects([Postgres])))
            .none(Sqlite, "the index is PostgreSQL's only")
            .none(Mysql, "the index is PostgreSQL's only"),
        case(
            "index_under_a_column_that_becomes_longer",
            plain().index(ix()),
            table("t")
                .column(of(SqlType::String(80)))
                .column(integer("b").nullable())
                .column(text("c").nullable())
                .index(ix()),
        ),
    ]
}

fn of_one_database() -> Vec<Case> {
    let postgres = |case: Case| case.only(&[Postgres], "it is PostgreSQL's");
    let mysql = |case: Case| case.only(&[Mysql], "it is MySQL's and MariaDB's");
    vec![
        index("index_include_where_there_is_none", ix(), ix().include(["b"]))
            .only(&[Sqlite, Mysql], "the case `index_include_added` is for this database"),
        postgres(index("index_include_added", ix(), ix().include(["b"]))),
        postgres(index("index_include_removed", ix().include(["b"]), ix())),
        postgres(index("index_include_changed", ix().include(["b"]), ix().include(["b", "c"]))),
        postgres(index(
            "index_include_in_another_order",
            ix().include(["b", "c"]),
            ix().include(["c", "b"]),
        )),
        postgres(index("index_method_hash", ix(), ix().method("hash"))),
        postgres(index("index_method_btree_again", ix().method("hash"), ix())),
        postgres(index("index_method_brin", parts([part("b")]), parts([part("b")]).method("brin"))),
        postgres(index("index_method_of_another_case", ix().method("hash"), ix().method("HASH")))
            .none(Postgres, "the names of methods are the same in any case"),
        postgres(index(
            "index_operator_class_added",
            ix(),
            parts([part("a").operator_class("varchar_pattern_ops")]),
        )),
        postgres(index(
            "index_operator_class_removed",
            parts([part("a").operator_class("text_pattern_ops")]),
            ix(),
        )),
        postgres(case(
            "index_operator_class_of_gin",
            json(parts([part("j")]).method("gin")),
            json(parts([part("j").operator_class("jsonb_path_ops")]).method("gin")),
        )),
        postgres(index("index_collation_added", ix(), parts([part("a").collation("POSIX")]))),
        postgres(index("index_collation_removed", parts([part("a").collation("POSIX")]), ix())),
        postgres(index(
            "index_nulls_first",
            parts([part("b")]),
            parts([part("b").nulls(NullsOrder::First)]),
        )),
        postgres(index(
            "index_nulls_last_when_descending",
            parts([part("b").descending()]),
            parts([part("b").descending().nulls(NullsOrder::Last)]),
        )),
        postgres(index(
            "index_nulls_as_they_are_anyway",
            parts([part("b").descending()]),
            parts([part("b").descending().nulls(NullsOrder::First)]),
        ))
        .none(Postgres, "nulls come first when the order is descending"),
        postgres(index(
            "index_nulls_not_distinct",
            ix().unique(),
            ix().unique().nulls_not_distinct(),
        )),
        postgres(index(
            "index_nulls_distinct_again",
            ix().unique().nulls_not_distinct(),
            ix().unique(),
        )),
        index(
            "index_nulls_order_where_there_is_none",
            parts([part("b")]),
            parts([part("b").nulls(NullsOrder::First)]),
        )
        .only(&[Sqlite, Mysql], "the case `index_nulls_first` is for this database"),
        index("index_collation_of_sqlite", ix(), parts([part("a").collation("NOCASE")]))
            .only(&[Sqlite], "it is SQLite's"),
        index("index_collation_of_sqlite_removed", parts([part("a").collation("NOCASE")]), ix())
            .only(&[Sqlite], "it is SQLite's"),
        mysql(index("index_prefix_added", ix(), parts([part("a").prefix_length(10)]))),
        mysql(index(
            "index_prefix_changed",
            parts([part("c").prefix_length(10)]),
            parts([part("c").prefix_length(20)]),
        )),
        mysql(index("index_prefix_removed", parts([part("a").prefix_length(10)]), ix())),
        mysql(index(
            "index_prefix_as_long_as_the_column",
            ix(),
            parts([part("a").prefix_length(50)]),
        ))
        .none(Mysql, "the prefix is the whole column"),
        mysql(index("index_fulltext_added", ix(), ix().method("fulltext"))),
        mysql(index("index_fulltext_removed", ix().method("fulltext"), ix())),
        mysql(index("index_method_where_there_is_none", ix(), ix().method("hash")))
            .none(Mysql, "InnoDB has no hash indexes and makes a tree"),
        index("index_method_for_each_dialect", ix(), ix().method(only(Postgres, "hash")))
            .none(Sqlite, "the method is PostgreSQL's only")
            .none(Mysql, "the method is PostgreSQL's only"),
        index("index_prefix_where_there_is_none", ix(), parts([part("a").prefix_length(10)]))
            .only(PARTIAL, "the case `index_prefix_added` is for this database")
            .none(Sqlite, "prefix lengths are MySQL's and MariaDB's only")
            .none(Postgres, "prefix lengths are MySQL's and MariaDB's only"),
    ]
}

fn json(index: IndexDef) -> TableDef {
    table("t").column(fsm_core::ColumnDef::new("j", SqlType::Json)).index(index)
}
