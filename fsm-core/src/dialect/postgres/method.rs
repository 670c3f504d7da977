use crate::dialect::Refusal;
use crate::schema::{Dialect, IndexDef, IndexKey, PostgresType, SqlType, TableDef};

/// What an access method of PostgreSQL's own can do, besides finding (manual, 64.2 Basic API
/// Structure for Indexes; `pg_indexam_has_property`).
struct Method {
    name: &'static str,
    several: bool,
    include: bool,
}

/// All but `btree`, which can do everything. What extensions bring is not known.
const METHODS: &[Method] = &[
    Method { name: "hash", several: false, include: false },
    Method { name: "gist", several: true, include: true },
    Method { name: "gin", several: true, include: false },
    Method { name: "spgist", several: false, include: true },
    Method { name: "brin", several: true, include: false },
];

/// What is asked of the index that its method does not do.
pub(super) fn refuse(table: &TableDef, index: &IndexDef) -> Vec<Refusal> {
    let named =
        index.method.as_ref().and_then(|sql| sql.text(Dialect::Postgres)).unwrap_or("btree");
    let named = named.trim();
    if named.eq_ignore_ascii_case("btree") {
        return unordered(table, index);
    }
    let Some(method) = METHODS.iter().find(|known| known.name.eq_ignore_ascii_case(named)) else {
        return Vec::new();
    };
    let ordered = index.columns.iter().any(|part| part.order.is_some() || part.nulls.is_some());
    [
        (index.unique, "cannot be unique", "`unique`"),
        (!method.several && index.columns.len() > 1, "has one column", "the other columns"),
        (!method.include && !index.include.is_empty(), "holds no further columns", "`include`"),
        (ordered, "has no order", "the order of its columns"),
    ]
    .into_iter()
    .filter(|(asked, ..)| *asked)
    .map(|(_, lack, what)| {
        let help = format!("leave out {what}, or the method, which is `btree` then");
        (format!("an index by `{named}` {lack}"), Some(help))
    })
    .collect()
}

/// Columns of types that have no order, and no operator class that would say one.
fn unordered(table: &TableDef, index: &IndexDef) -> Vec<Refusal> {
    let parts = index.columns.iter().filter(|part| part.operator_class.is_none());
    parts
        .filter_map(|part| match &part.key {
            IndexKey::Column(name) => table.find_column(name),
            IndexKey::Expression(_) => None,
        })
        .filter(|column| column.type_override(Dialect::Postgres).is_none())
        .filter_map(|column| Some((column, without_order(&column.sql_type)?)))
        .map(|(column, name)| {
            (
                format!("`{}` is {name}, which has no order that an index could keep", column.name),
                Some("index it by the method `gist`, which finds places".to_owned()),
            )
        })
        .collect()
}

/// The name of a type without a default operator class for `btree`.
fn without_order(sql_type: &SqlType) -> Option<&'static str> {
    use PostgresType::{Box, Circle, Line, Lseg, Path, Point, Polygon};
    match sql_type {
        SqlType::Postgres(native @ (Box | Circle | Line | Lseg | Path | Point | Polygon)) => {
            Some(native.name())
        }
        _ => None,
    }
}
