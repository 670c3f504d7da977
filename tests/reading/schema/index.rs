//! Indexes, with every property that the dialect has.

use fsm_core::{
    ColumnDef, Dialect, IndexColumn, IndexDef, IndexKey, NullsOrder, PostgresType, SortOrder,
    SqlType, Str, TableDef,
};

use super::family::{self, Family};
use super::{Schema, condition, key};
use crate::draw::Draw;
use crate::words;

/// An index, if the table has columns for one.
pub(crate) fn any(draw: &mut Draw, schema: &Schema, table: &TableDef) -> Option<IndexDef> {
    let special = if draw.chance(25) { by_method(draw, schema, table) } else { None };
    let mut index = match special {
        Some(index) => index,
        None => ordered(draw, schema, table)?,
    };
    if draw.chance(50) {
        index.name = Some(words::name(draw, "index", &mut schema.taken_with(Some(table))));
    }
    let can = schema.dialect.capabilities();
    if draw.chance(20) && can.partial_indexes {
        index.predicate =
            condition::any(draw, schema.dialect, table, &in_index(schema.dialect)).map(Into::into);
    }
    if draw.chance(20) {
        index.comment = Some(words::text(draw).into());
    }
    Some(index)
}

/// Whether a condition on the column can stand in an index.
pub(crate) fn in_index(dialect: Dialect) -> impl Fn(&ColumnDef) -> bool {
    move |column| {
        // SQLite takes no generated columns there before it knows them, and what depends on the
        // session's settings stands in no index of PostgreSQL.
        family::of(dialect, column) != Family::Moment && column.computed.is_none()
    }
}

/// Columns that sort.
pub(crate) fn sortable(dialect: Dialect, table: &TableDef) -> Vec<Str> {
    let sorts = |column: &&ColumnDef| match family::of(dialect, column) {
        Family::Other | Family::Json => {
            matches!(column.sql_type, SqlType::Uuid | SqlType::UuidHyphenated | SqlType::UuidSimple)
        }
        _ => true,
    };
    table.columns.iter().filter(sorts).map(|column| column.name.clone()).collect()
}

fn ordered(draw: &mut Draw, schema: &Schema, table: &TableDef) -> Option<IndexDef> {
    let dialect = schema.dialect;
    let can = dialect.capabilities();
    let unique = draw.chance(25);
    let columns = if unique {
        key::unique_columns(draw, dialect, table)
    } else {
        draw.some(&sortable(dialect, table), 3)
    };
    let mut parts: Vec<IndexColumn> = columns.into_iter().map(IndexColumn::column).collect();
    for part in &mut parts {
        set_part(draw, schema, table, part);
    }
    if can.expression_indexes && !unique && draw.chance(25) {
        parts.extend(expression(draw, dialect, table));
    }
    if parts.is_empty() {
        return None;
    }
    let mut index = IndexDef::new(parts);
    index.unique = unique;
    if can.include && draw.chance(20) {
        let taken: Vec<Str> = columns_of(&index);
        let rest: Vec<Str> = table
            .columns
            .iter()
            .map(|column| column.name.clone())
            .filter(|name| !taken.contains(name))
            .collect();
        index.include = draw.some(&rest, 2).into();
    }
    index.nulls_not_distinct = unique && draw.chance(25) && can.nulls_not_distinct;
    if draw.chance(15) && can.index_methods != Some(&[]) {
        index.method = Some(draw.one(&["btree", "BTREE"]).into());
    }
    Some(index)
}

/// The columns named in its parts.
pub(crate) fn columns_of(index: &IndexDef) -> Vec<Str> {
    let names = index.columns.iter().filter_map(|part| match &part.key {
        IndexKey::Column(name) => Some(name.clone()),
        IndexKey::Expression(_) => None,
    });
    names.collect()
}

/// Direction, order of nulls, operator class, collation, length.
pub(crate) fn set_part(draw: &mut Draw, schema: &Schema, table: &TableDef, part: &mut IndexColumn) {
    let can = schema.dialect.capabilities();
    let IndexKey::Column(name) = &part.key else { return };
    let Some(column) = table.find_column(name) else { return };
    let family = family::of(schema.dialect, column);
    let citext = column.sql_type == SqlType::Postgres(PostgresType::Citext);
    if draw.chance(30) {
        part.order = Some(draw.one(&[SortOrder::Descending, SortOrder::Ascending]));
    }
    if draw.chance(20) && can.nulls_order {
        part.nulls = Some(draw.one(&[NullsOrder::First, NullsOrder::Last]));
    }
    if draw.chance(15) && can.operator_classes {
        let classes: &[&str] = match (family, &column.sql_type) {
            (Family::Text, SqlType::Text) if !citext => &["text_pattern_ops", "text_ops"],
            (Family::Text, SqlType::String(_)) => &["varchar_pattern_ops", "text_pattern_ops"],
            (Family::Integer, SqlType::Integer) => &["int4_ops"],
            (Family::Integer, SqlType::BigInteger) => &["int8_ops"],
            _ => &[],
        };
        part.operator_class = draw.pick(classes).map(|class| (*class).into());
    }
    if draw.chance(15)
        && can.index_collations
        && family == Family::Text
        && column.sql_type != SqlType::custom("NAME")
    {
        let names: &[&str] = match schema.dialect {
            Dialect::Postgres => &["C", "POSIX", "und-x-icu"],
            _ => &["NOCASE", "BINARY", "RTRIM"],
        };
        part.collation = draw.pick(names).map(|name| (*name).into());
    }
    if can.prefix_lengths {
        let long =
            matches!(column.sql_type, SqlType::Text | SqlType::LargeBinary | SqlType::Custom(_));
        if matches!(family, Family::Text | Family::Binary) && (long || draw.chance(30)) {
            part.prefix_length = Some(draw.one(&[5, 3, 10]));
        }
    }
}

/// An expression of one column.
pub(crate) fn expression(
    draw: &mut Draw,
    dialect: Dialect,
    table: &TableDef,
) -> Option<IndexColumn> {
    let bases: Vec<&ColumnDef> = table
        .columns
        .iter()
        .filter(|column| {
            matches!(family::of(dialect, column), Family::Integer | Family::Text)
                && !matches!(column.sql_type, SqlType::Custom(_) | SqlType::Postgres(_))
                && column.computed.is_none()
        })
        .collect();
    let base = *draw.pick(&bases)?;
    let c = words::column(draw, dialect, &base.name);
    let templates: &[&str] = match family::of(dialect, base) {
        Family::Text => {
            &["lower({c})", "coalesce({c}, 'x')", "{c} || 'x'", "substr({c}, 1, 3)", "length({c})"]
        }
        _ => &["{c} + 1", "abs({c})", "coalesce({c}, 0)", "-{c}"],
    };
    let mut part = IndexColumn::expression(draw.one(templates).replace("{c}", &c));
    if draw.chance(30) {
        part.order = Some(SortOrder::Descending);
    }
    Some(part)
}

/// An index by another method than the usual, if there is a column that has one.
pub(crate) fn by_method(draw: &mut Draw, schema: &Schema, table: &TableDef) -> Option<IndexDef> {
    let dialect = schema.dialect;
    let fits: Vec<(Str, &'static str)> =
        table.columns.iter().flat_map(|column| methods(dialect, column)).collect();
    let (name, method) = draw.pick(&fits)?.clone();
    let mut part = IndexColumn::column(name);
    if method == "gin" && draw.chance(40) {
        let is_json = |column: &ColumnDef| column.sql_type == SqlType::Json;
        if let IndexKey::Column(name) = &part.key
            && table.find_column(name).is_some_and(is_json)
        {
            part.operator_class = Some(draw.one(&["jsonb_path_ops", "jsonb_ops"]).into());
        }
    }
    let mut index = IndexDef::new([part]);
    index.method = Some(method.into());
    Some(index)
}

fn methods(dialect: Dialect, column: &ColumnDef) -> Vec<(Str, &'static str)> {
    use PostgresType as P;
    let family = family::of(dialect, column);
    let known: &[&'static str] = match (dialect, family, &column.sql_type) {
        (Dialect::Postgres, _, SqlType::Json | SqlType::Array(_)) => &["gin"],
        (Dialect::Postgres, _, SqlType::Postgres(P::Point)) => &["gist", "spgist"],
        (Dialect::Postgres, _, SqlType::Postgres(P::Box | P::Polygon | P::Circle)) => &["gist"],
        (
            Dialect::Postgres,
            _,
            SqlType::Postgres(
                P::Int4Range
                | P::Int8Range
                | P::NumRange
                | P::DateRange
                | P::TsRange
                | P::TsTzRange,
            ),
        ) => &["gist", "spgist", "btree", "hash"],
        (Dialect::Postgres, Family::Integer, _) => &["hash", "brin", "HASH"],
        (Dialect::Postgres, _, SqlType::Text) => &["hash", "spgist"],
        (Dialect::Postgres, Family::Moment | Family::Date, _) => &["brin"],
        (Dialect::Mysql, Family::Integer, _) => &["hash"],
        (Dialect::Mysql, Family::Text, _) => &["fulltext", "FULLTEXT"],
        (Dialect::Mysql, _, SqlType::Custom(sql))
            if sql.text(dialect) == Some("POINT") && !column.nullable =>
        {
            &["spatial"]
        }
        _ => &[],
    };
    known.iter().map(|method| (column.name.clone(), *method)).collect()
}
