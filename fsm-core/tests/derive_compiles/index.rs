//! `index` and `index(..)`.

use fsm_core::{Dialect, IndexColumn, IndexDef, IndexKey, NullsOrder, SortOrder, Sql, Table};

#[derive(Table)]
#[table(
    index(a, b),
    index(name = "ix_b", columns(b)),
    index(unique, columns(a)),
    index(columns(a asc, b desc, c nulls first, d desc nulls last)),
    index(columns("lower(c)", d)),
    index(columns(c ops = "text_pattern_ops", d collate = "C" desc)),
    index(columns(c length = 20), dialects(mysql)),
    index(columns(a), where = "a > 0"),
    index(columns(a), where(sqlite = "a", postgres = "b")),
    index(columns(c), method = "gin", dialects(postgres)),
    index(columns(c), method(postgres = "hash", mysql = "btree")),
    index(columns(a), include(b, c), nulls_not_distinct, unique),
    index(columns(a), comment = "found often", renamed_from = "ix_before"),
    index(renamed)
)]
struct Indexed {
    #[column(index)]
    a: i64,
    #[column(index = "ix_of_b")]
    b: i64,
    c: String,
    d: Option<String>,
    #[column(name = "other")]
    renamed: i64,
}

fn index<C: Into<IndexColumn>>(
    columns: impl IntoIterator<Item = C>,
    change: impl FnOnce(&mut IndexDef),
) -> IndexDef {
    let mut index = IndexDef::new(columns);
    change(&mut index);
    index
}

fn column(name: &'static str, change: impl FnOnce(&mut IndexColumn)) -> IndexColumn {
    let mut column = IndexColumn::from(name);
    change(&mut column);
    column
}

fn on_each(sqls: [(Dialect, &'static str); 2]) -> Sql {
    let mut sql = Sql::new("");
    sql.common = None;
    sqls.into_iter().fold(sql, |sql, (dialect, text)| sql.on(dialect, text))
}

fn plain() -> Vec<IndexDef> {
    vec![
        index(["a"], |_| {}),
        index(["b"], |index| index.name = Some("ix_of_b".into())),
        index(["a", "b"], |_| {}),
        index(["b"], |index| index.name = Some("ix_b".into())),
        index(["a"], |index| index.unique = true),
    ]
}

fn of_columns() -> Vec<IndexDef> {
    let expression = column("", |column| column.key = IndexKey::Expression("lower(c)".into()));
    vec![
        index(
            [
                column("a", |column| column.order = Some(SortOrder::Ascending)),
                column("b", |column| column.order = Some(SortOrder::Descending)),
                column("c", |column| column.nulls = Some(NullsOrder::First)),
                column("d", |column| {
                    column.order = Some(SortOrder::Descending);
                    column.nulls = Some(NullsOrder::Last);
                }),
            ],
            |_| {},
        ),
        index([expression, "d".into()], |_| {}),
        index(
            [
                column("c", |column| column.operator_class = Some("text_pattern_ops".into())),
                column("d", |column| {
                    column.collation = Some("C".into());
                    column.order = Some(SortOrder::Descending);
                }),
            ],
            |_| {},
        ),
        index([column("c", |column| column.prefix_length = Some(20))], |index| {
            index.dialects = vec![Dialect::Mysql].into();
        }),
    ]
}

fn with_options() -> Vec<IndexDef> {
    vec![
        index(["a"], |index| index.predicate = Some("a > 0".into())),
        index(["a"], |index| {
            index.predicate = Some(on_each([(Dialect::Sqlite, "a"), (Dialect::Postgres, "b")]));
        }),
        index(["c"], |index| {
            index.method = Some("gin".into());
            index.dialects = vec![Dialect::Postgres].into();
        }),
        index(["c"], |index| {
            index.method = Some(on_each([(Dialect::Postgres, "hash"), (Dialect::Mysql, "btree")]));
        }),
        index(["a"], |index| {
            index.include = vec!["b".into(), "c".into()].into();
            index.nulls_not_distinct = true;
            index.unique = true;
        }),
        index(["a"], |index| {
            index.comment = Some("found often".into());
            index.renamed_from = Some("ix_before".into());
        }),
        index(["other"], |_| {}),
    ]
}

#[test]
fn indexes_have_what_was_said_of_them() {
    let expected: Vec<IndexDef> =
        [plain(), of_columns(), with_options()].into_iter().flatten().collect();
    let table = Indexed::definition();
    for (index, expected) in table.indexes.iter().zip(&expected) {
        assert_eq!(index, expected);
    }
    assert_eq!(table.indexes.len(), expected.len());
}
