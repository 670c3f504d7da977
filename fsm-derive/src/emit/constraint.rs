//! What a table is made of beside its columns, as the list of its parts.
//! It never writes a foreign key.

use super::part::{deferrable, dialects, set_flag, set_text, sql, text};
use crate::attr::Options;
use crate::model::{
    CheckModel, ColumnRef, IndexModel, KeyModel, PartModel, TableModel, UniqueModel,
};
use proc_macro2::TokenStream;
use quote::quote;

/// `PrimaryKey("id")`, `Unique("email")`, `Name("uq_mail")`, ..: variants of `Part`, first
/// what is said of the table, then each constraint and each index before what is said of it.
pub(super) fn parts(table: &TableModel) -> Vec<TokenStream> {
    let string = |variant: TokenStream, text: &Option<String>| {
        text.as_ref().map(|text| quote!(#variant(#text)))
    };
    let mut parts: Vec<TokenStream> = [
        string(quote!(Schema), &table.schema),
        string(quote!(Set), &table.set),
        string(quote!(Comment), &table.comment),
        string(quote!(RenamedFrom), &table.renamed_from),
        options(&table.options),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.extend(table.primary_key.iter().flat_map(primary_key));
    parts.extend(table.uniques.iter().flat_map(unique));
    parts.extend(table.checks.iter().flat_map(check));
    parts.extend(table.indexes.iter().flat_map(index));
    parts
}

/// `PrimaryKey("order_id")`, `And("line")`
fn named_by<'t>(variant: &TokenStream, columns: impl Iterator<Item = &'t str>) -> Vec<TokenStream> {
    let and = quote!(And);
    let variant = |at| if at == 0 { variant } else { &and };
    columns
        .enumerate()
        .map(|(at, column)| {
            let variant = variant(at);
            quote!(#variant(#column))
        })
        .collect()
}

fn names(columns: &[ColumnRef]) -> impl Iterator<Item = &str> {
    columns.iter().map(|column| column.name.as_str())
}

fn named(name: Option<&String>) -> Option<TokenStream> {
    name.map(|name| quote!(Name(#name)))
}

fn on(names: &[crate::attr::Dialect]) -> Option<TokenStream> {
    let dialects = dialects(names);
    (!names.is_empty()).then(|| quote!(Dialects(#dialects)))
}

/// `PrimaryKey("id")`
fn primary_key(key: &KeyModel) -> impl Iterator<Item = TokenStream> {
    named_by(&quote!(PrimaryKey), names(&key.columns)).into_iter().chain(named(key.name.as_ref()))
}

/// `Unique("email")`
fn unique(unique: &UniqueModel) -> impl Iterator<Item = TokenStream> {
    let said = [
        named(unique.name.as_ref()),
        unique.deferrable.map(deferrable).map(|deferrable| quote!(Deferrable(#deferrable))),
        unique.nulls_not_distinct.then(|| quote!(NullsNotDistinct)),
        on(&unique.dialects),
    ];
    let columns = named_by(&quote!(Unique), names(&unique.columns));
    columns.into_iter().chain(said.into_iter().flatten())
}

/// `Check((Some("price > 0"), &[]))`, `OfColumn("price")`
fn check(check: &CheckModel) -> impl Iterator<Item = TokenStream> {
    let sql = sql(&check.sql);
    let parts = [
        Some(quote!(Check(#sql))),
        named(check.name.as_ref()),
        check.column.as_ref().map(|column| quote!(OfColumn(#column))),
        on(&check.dialects),
    ];
    parts.into_iter().flatten()
}

/// `Index("author_id")`, `And("created_at")`, `Order(1, SortOrder::Descending)`
fn index(index: &IndexModel) -> impl Iterator<Item = TokenStream> {
    let columns =
        index.parts.iter().map(|part| part.key.as_ref().map_or("", |column| &column.name));
    let string = |variant: TokenStream, text: &Option<String>| {
        text.as_ref().map(|text| quote!(#variant(#text)))
    };
    let include = names(&index.include);
    let said = [
        named(index.name.as_ref()),
        index.unique.then(|| quote!(UniqueRows)),
        index.predicate.as_ref().map(sql).map(|sql| quote!(Predicate(#sql))),
        index.method.as_ref().map(sql).map(|sql| quote!(Method(#sql))),
        (!index.include.is_empty()).then(|| quote!(Include(&[#(#include),*]))),
        index.nulls_not_distinct.then(|| quote!(NullsNotDistinct)),
        string(quote!(Comment), &index.comment),
        string(quote!(RenamedFrom), &index.renamed_from),
        on(&index.dialects),
    ];
    let columns = named_by(&quote!(Index), columns);
    let of_columns = index.parts.iter().enumerate().flat_map(|(at, part)| of_column(at, part));
    columns.into_iter().chain(said.into_iter().flatten()).chain(of_columns.collect::<Vec<_>>())
}

/// `Order(1, SortOrder::Descending)`, `Expression(0, "lower(name)")`, ..
fn of_column(at: usize, part: &PartModel) -> impl Iterator<Item = TokenStream> {
    let order = part.descending.map(|descending| {
        if descending {
            quote!(Order(#at, __fsm::SortOrder::Descending))
        } else {
            quote!(Order(#at, __fsm::SortOrder::Ascending))
        }
    });
    let nulls = part.nulls_first.map(|first| {
        if first {
            quote!(Nulls(#at, __fsm::NullsOrder::First))
        } else {
            quote!(Nulls(#at, __fsm::NullsOrder::Last))
        }
    });
    let parts = [
        part.key.as_ref().err().map(|expression| quote!(Expression(#at, #expression))),
        order,
        nulls,
        part.ops.as_ref().map(|class| quote!(OperatorClass(#at, #class))),
        part.collate.as_ref().map(|collation| quote!(Collation(#at, #collation))),
        part.length.map(|length| quote!(PrefixLength(#at, #length))),
    ];
    parts.into_iter().flatten()
}

/// ```text
/// Options(const {
///     &TableOptions::from_const(
///         SqliteOptions::NEW.const_strict(true), PostgresOptions::NEW, MysqlOptions::NEW,
///     )
/// })
/// ```
///
/// Or nothing.
fn options(options: &Options) -> Option<TokenStream> {
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
        return None;
    }
    Some(quote! {
        Options(const {
            &__fsm::TableOptions::from_const(
                __fsm::SqliteOptions::NEW #(#sqlite)*,
                __fsm::PostgresOptions::NEW #(#postgres)*,
                __fsm::MysqlOptions::NEW #(#mysql)*,
            )
        })
    })
}
