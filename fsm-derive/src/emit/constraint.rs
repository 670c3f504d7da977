//! Keys, unique and check constraints, indexes and table options as values.
//! It never writes a foreign key.

use super::part::{deferrable, dialects, option_str, set, set_flag, set_text, sql, text, texts};
use crate::attr::Options;
use crate::model::{
    CheckModel, ColumnRef, IndexModel, KeyModel, PartModel, TableModel, UniqueModel,
};
use proc_macro2::TokenStream;
use quote::quote;

fn names(columns: &[ColumnRef]) -> TokenStream {
    texts(columns.iter().map(|column| column.name.as_str()))
}

/// ```text
/// (None, &[Cow::Borrowed("id")])
/// ```
pub(super) fn primary_key(key: &KeyModel) -> TokenStream {
    let (name, columns) = (option_str(key.name.as_deref()), names(&key.columns));
    quote!((#name, #columns))
}

/// ```text
/// UniqueDef::from_const(None, &[Cow::Borrowed("email")])
/// ```
pub(super) fn unique(unique: &UniqueModel) -> TokenStream {
    let (name, columns) = (option_str(unique.name.as_deref()), names(&unique.columns));
    let deferrable = deferrable(unique.deferrable);
    let nulls = set_flag("const_nulls_not_distinct", unique.nulls_not_distinct);
    let dialects = dialects(&unique.dialects);
    quote!(__fsm::UniqueDef::from_const(#name, #columns) #deferrable #nulls #dialects)
}

/// ```text
/// CheckDef::from_const(None, Some("price"), Sql::from_const(Some("price > 0"), &[]))
/// ```
pub(super) fn check(check: &CheckModel) -> TokenStream {
    let (name, column) = (option_str(check.name.as_deref()), option_str(check.column.as_deref()));
    let (sql, dialects) = (sql(&check.sql), dialects(&check.dialects));
    quote!(__fsm::CheckDef::from_const(#name, #column, #sql) #dialects)
}

/// ```text
/// IndexDef::from_const(None, const { &[IndexColumn::from_const("a")] }, false)
/// ```
pub(super) fn index(index: &IndexModel) -> TokenStream {
    let name = option_str(index.name.as_deref());
    let parts = index.parts.iter().map(part);
    let unique = index.unique;
    let include = (!index.include.is_empty()).then(|| {
        let include = names(&index.include);
        quote!(.const_include(__fsm::Cow::Borrowed(#include)))
    });
    let setters = [
        set("const_predicate", index.predicate.as_ref().map(sql)),
        set("const_method", index.method.as_ref().map(sql)),
        set_flag("const_nulls_not_distinct", index.nulls_not_distinct),
        set_text("const_comment", index.comment.as_deref()),
        set_text("const_renamed_from", index.renamed_from.as_deref()),
        dialects(&index.dialects),
    ];
    quote! {
        __fsm::IndexDef::from_const(#name, const { &[#(#parts),*] }, #unique) #include #(#setters)*
    }
}

/// ```text
/// IndexColumn::from_const("a").const_order(Some(SortOrder::Descending))
/// ```
fn part(part: &PartModel) -> TokenStream {
    let key = match &part.key {
        Ok(column) => {
            let name = &column.name;
            quote!(__fsm::IndexColumn::from_const(#name))
        }
        Err(expression) => quote! {
            __fsm::IndexColumn::from_const_key(__fsm::IndexKey::Expression(
                __fsm::Sql::from_const(__fsm::Option::Some(#expression), &[])
            ))
        },
    };
    let order = part.descending.map(|descending| {
        if descending {
            quote!(__fsm::SortOrder::Descending)
        } else {
            quote!(__fsm::SortOrder::Ascending)
        }
    });
    let nulls = part.nulls_first.map(|first| {
        if first { quote!(__fsm::NullsOrder::First) } else { quote!(__fsm::NullsOrder::Last) }
    });
    let setters = [
        set("const_order", order),
        set("const_nulls", nulls),
        set_text("const_operator_class", part.ops.as_deref()),
        set_text("const_collation", part.collate.as_deref()),
        set("const_prefix_length", part.length.map(|length| quote!(#length))),
    ];
    quote!(#key #(#setters)*)
}

/// ```text
/// .const_options(TableOptions::from_const(
///     SqliteOptions::NEW.const_strict(true), PostgresOptions::NEW, MysqlOptions::NEW,
/// ))
/// ```
pub(super) fn options(options: &Options) -> TokenStream {
    let value = |text: &Option<crate::attr::Text>| text.as_ref().map(|text| text.value.clone());
    let sqlite = [
        set_flag("const_strict", options.strict),
        set_flag("const_without_rowid", options.without_rowid),
        set_flag("const_autoincrement", options.autoincrement),
    ];
    let with = (!options.with.is_empty()).then(|| {
        let pairs = options.with.iter().map(|(name, value)| {
            let (name, value) = (text(name), text(value));
            quote!((#name, #value))
        });
        quote!(.const_with(__fsm::Cow::Borrowed(&[#(#pairs),*])))
    });
    let postgres = [
        set_flag("const_unlogged", options.unlogged),
        set_text("const_tablespace", value(&options.tablespace).as_deref()),
        with.unwrap_or_default(),
        set_text("const_partition_by", value(&options.partition_by).as_deref()),
    ];
    let mysql = [
        set_text("const_engine", value(&options.engine).as_deref()),
        set_text("const_charset", value(&options.charset).as_deref()),
        set_text("const_collation", value(&options.collation).as_deref()),
        set_text("const_row_format", value(&options.row_format).as_deref()),
    ];
    if sqlite.iter().chain(&postgres).chain(&mysql).all(TokenStream::is_empty) {
        return TokenStream::new();
    }
    quote! {
        .const_options(__fsm::TableOptions::from_const(
            __fsm::SqliteOptions::NEW #(#sqlite)*,
            __fsm::PostgresOptions::NEW #(#postgres)*,
            __fsm::MysqlOptions::NEW #(#mysql)*,
        ))
    }
}

/// `&[&["id"], &["author_id", "slug"]]`: the column lists that a foreign key may refer to.
pub(super) fn keys(table: &TableModel) -> TokenStream {
    let of = |columns: &[ColumnRef]| {
        let names = columns.iter().map(|column| column.name.as_str());
        quote!(&[#(#names),*])
    };
    let primary = table.primary_key.as_ref().map(|key| of(&key.columns));
    let uniques = table
        .uniques
        .iter()
        .filter(|unique| unique.dialects.is_empty())
        .map(|unique| of(&unique.columns));
    let indexes = table.indexes.iter().filter_map(unique_index).map(|columns| of(&columns));
    let keys = primary.into_iter().chain(uniques).chain(indexes);
    quote!(&[#(#keys),*])
}

/// The columns of an index that is as good as a unique constraint: of all rows, of columns alone.
fn unique_index(index: &IndexModel) -> Option<Vec<ColumnRef>> {
    if !index.unique || index.predicate.is_some() || !index.dialects.is_empty() {
        return None;
    }
    index
        .parts
        .iter()
        .map(|part| part.key.as_ref().ok().filter(|_| part.length.is_none()).cloned())
        .collect()
}
