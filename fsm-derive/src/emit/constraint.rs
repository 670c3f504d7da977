//! Keys, unique and check constraints, indexes and table options as values.
//! It never writes a foreign key.

use super::part::{deferrable, dialects, option, option_str, set_flag, set_text, sql, text, texts};
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
/// UniqueSpec { name: None, columns: &[Cow::Borrowed("email")], .. }
/// ```
pub(super) fn unique(unique: &UniqueModel) -> TokenStream {
    let (name, columns) = (option_str(unique.name.as_deref()), names(&unique.columns));
    let (deferrable, dialects) = (deferrable(unique.deferrable), dialects(&unique.dialects));
    let nulls_not_distinct = unique.nulls_not_distinct;
    quote! {
        __fsm::UniqueSpec {
            name: #name,
            columns: #columns,
            deferrable: #deferrable,
            nulls_not_distinct: #nulls_not_distinct,
            dialects: #dialects,
        }
    }
}

/// ```text
/// CheckSpec { name: None, column: Some("price"), expression: (Some("price > 0"), &[]), .. }
/// ```
pub(super) fn check(check: &CheckModel) -> TokenStream {
    let (name, column) = (option_str(check.name.as_deref()), option_str(check.column.as_deref()));
    let (sql, dialects) = (sql(&check.sql), dialects(&check.dialects));
    quote! {
        __fsm::CheckSpec { name: #name, column: #column, expression: #sql, dialects: #dialects }
    }
}

/// ```text
/// const INDEXES: &[IndexDef] = &indexes(
///     [IndexSpec { name: None, columns: 1, unique: false, options: None }],
///     const { &index_columns([IndexColumnSpec { key: Ok("a"), options: None }]) },
/// );
/// ```
///
/// The columns of all indexes stand in one list, for each list costs the compiler time.
pub(super) fn indexes(indexes: &[IndexModel]) -> TokenStream {
    if indexes.is_empty() {
        return TokenStream::new();
    }
    let specs = indexes.iter().map(index);
    let columns = indexes.iter().flat_map(|index| &index.parts).map(part);
    quote! {
        const INDEXES: &'static [__fsm::IndexDef] = &__fsm::indexes(
            [#(#specs),*],
            const { &__fsm::index_columns([#(#columns),*]) },
        );
    }
}

/// `IndexSpec { name: None, columns: 1, unique: false, options: None }`
fn index(index: &IndexModel) -> TokenStream {
    let name = option_str(index.name.as_deref());
    let (columns, unique) = (index.parts.len(), index.unique);
    let plain = index.predicate.is_none()
        && index.method.is_none()
        && index.include.is_empty()
        && !index.nulls_not_distinct
        && index.comment.is_none()
        && index.renamed_from.is_none()
        && index.dialects.is_empty();
    let options = option((!plain).then(|| index_options(index)));
    quote! {
        __fsm::IndexSpec { name: #name, columns: #columns, unique: #unique, options: #options }
    }
}

/// ```text
/// IndexOptions { predicate: Some((Some("published"), &[])), method: None, .. }
/// ```
fn index_options(index: &IndexModel) -> TokenStream {
    let predicate = option(index.predicate.as_ref().map(sql));
    let method = option(index.method.as_ref().map(sql));
    let include = names(&index.include);
    let nulls_not_distinct = index.nulls_not_distinct;
    let comment = option_str(index.comment.as_deref());
    let renamed_from = option_str(index.renamed_from.as_deref());
    let dialects = dialects(&index.dialects);
    quote! {
        __fsm::IndexOptions {
            predicate: #predicate,
            method: #method,
            include: #include,
            nulls_not_distinct: #nulls_not_distinct,
            comment: #comment,
            renamed_from: #renamed_from,
            dialects: #dialects,
        }
    }
}

/// ```text
/// IndexColumnSpec {
///     key: Ok("a"),
///     options: Some(IndexColumnOptions { order: Some(SortOrder::Descending), nulls: None, .. }),
/// }
/// ```
fn part(part: &PartModel) -> TokenStream {
    let key = match &part.key {
        Ok(ColumnRef { name, .. }) => quote!(__fsm::Result::Ok(#name)),
        Err(expression) => quote!(__fsm::Result::Err(#expression)),
    };
    let plain = part.descending.is_none()
        && part.nulls_first.is_none()
        && part.ops.is_none()
        && part.collate.is_none()
        && part.length.is_none();
    let options = option((!plain).then(|| part_options(part)));
    quote!(__fsm::IndexColumnSpec { key: #key, options: #options })
}

/// `IndexColumnOptions { order: Some(SortOrder::Descending), nulls: None, .. }`
fn part_options(part: &PartModel) -> TokenStream {
    let order = option(part.descending.map(|descending| {
        if descending {
            quote!(__fsm::SortOrder::Descending)
        } else {
            quote!(__fsm::SortOrder::Ascending)
        }
    }));
    let nulls = option(part.nulls_first.map(|first| {
        if first { quote!(__fsm::NullsOrder::First) } else { quote!(__fsm::NullsOrder::Last) }
    }));
    let operator_class = option_str(part.ops.as_deref());
    let collation = option_str(part.collate.as_deref());
    let prefix_length = option(part.length.map(|length| quote!(#length)));
    quote! {
        __fsm::IndexColumnOptions {
            order: #order,
            nulls: #nulls,
            operator_class: #operator_class,
            collation: #collation,
            prefix_length: #prefix_length,
        }
    }
}

/// ```text
/// Some(const {
///     &TableOptions::from_const(
///         SqliteOptions::NEW.const_strict(true), PostgresOptions::NEW, MysqlOptions::NEW,
///     )
/// })
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
        return option(None);
    }
    quote! {
        __fsm::Option::Some(const {
            &__fsm::TableOptions::from_const(
                __fsm::SqliteOptions::NEW #(#sqlite)*,
                __fsm::PostgresOptions::NEW #(#postgres)*,
                __fsm::MysqlOptions::NEW #(#mysql)*,
            )
        })
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
