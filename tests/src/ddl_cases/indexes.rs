use super::{Group, index, integer, part, table, text, varchar, with};
use fsm_core::{Dialect, IndexColumn, IndexDef, NullsOrder, SortOrder, Sql, TableDef};

pub(super) fn cases() -> Group {
    vec![
        ("index", vec![ab(index(&["a"])).index(index(&["a", "b"]).named("both"))]),
        ("index_unique", vec![ab(index(&["a", "b"]).unique())]),
        (
            "index_order",
            vec![ab(IndexDef::new([
                with(part("a"), |part| part.order = Some(SortOrder::Ascending)),
                part("b").descending(),
            ]))],
        ),
        (
            "index_nulls_order",
            vec![ab(IndexDef::new([
                with(part("a"), |part| part.nulls = Some(NullsOrder::First)),
                with(part("b").descending(), |part| part.nulls = Some(NullsOrder::Last)),
            ]))],
        ),
        ("index_partial", vec![ab(index(&["a"]).predicate("b > 0"))]),
        (
            "index_partial_of_two_dialects",
            vec![ab(with(index(&["a"]).predicate("b > 0"), |index| {
                index.dialects = vec![Dialect::Sqlite, Dialect::Postgres].into();
            }))],
        ),
        (
            "index_expression",
            vec![ab(IndexDef::new([IndexColumn::expression("lower(a)"), part("b")]))],
        ),
        ("index_method", vec![ab(index(&["b"]).method("btree"))]),
        (
            "index_method_of_one_dialect",
            vec![ab(index(&["b"]).method(Sql {
                common: None,
                overrides: vec![(Dialect::Postgres, "hash".into())].into(),
            }))],
        ),
        (
            "index_include",
            vec![ab(with(index(&["b"]), |index| {
                index.include = vec!["a".into()].into();
            }))],
        ),
        (
            "index_operator_class",
            vec![ab(IndexDef::new([with(part("a"), |part| {
                part.operator_class = Some("varchar_pattern_ops".into());
            })]))],
        ),
        (
            "index_collation",
            vec![
                ab(with(
                    IndexDef::new([with(part("a"), |part| part.collation = Some("C".into()))]),
                    |index| index.dialects = vec![Dialect::Postgres].into(),
                ))
                .index(with(
                    IndexDef::new([with(part("a"), |part| part.collation = Some("NOCASE".into()))]),
                    |index| index.dialects = vec![Dialect::Sqlite].into(),
                )),
            ],
        ),
        (
            "index_prefix_length",
            vec![
                table("t")
                    .column(text("a"))
                    .index(IndexDef::new([with(part("a"), |part| part.prefix_length = Some(20))])),
            ],
        ),
        (
            "index_nulls_not_distinct",
            vec![ab(with(index(&["a"]).unique(), |index| {
                index.nulls_not_distinct = true;
            }))],
        ),
        (
            "index_comment",
            vec![ab(with(index(&["a"]), |index| {
                index.comment = Some("why it's there".into());
            }))],
        ),
        (
            "index_fulltext",
            vec![table("t").column(text("a")).index(with(
                index(&["a"]).method("fulltext"),
                |index| {
                    index.dialects = vec![Dialect::Mysql].into();
                },
            ))],
        ),
        (
            "index_gin",
            vec![
                table("t").column(fsm_core::ColumnDef::new("a", fsm_core::SqlType::Json)).index(
                    with(
                        IndexDef::new([with(part("a"), |part| {
                            part.operator_class = Some("jsonb_path_ops".into());
                        })])
                        .method("gin"),
                        |index| index.dialects = vec![Dialect::Postgres].into(),
                    ),
                ),
            ],
        ),
    ]
}

fn ab(index: IndexDef) -> TableDef {
    table("t").column(varchar("a")).column(integer("b")).index(index)
}
