//! Columns as values, and the struct of typed constants that names them.
//! It never writes what belongs to the table.

use super::part::{located, option, overrides, sql};
use crate::attr::{Identity, Literal, SqlText, unraw};
use crate::model::{ColumnModel, ColumnRef, ColumnsModel, Embedded, Field, Source};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// What the columns of a struct are written as.
pub(super) struct Columns {
    /// Declares the struct of typed constants.
    pub(super) items: TokenStream,
    /// The name of that struct.
    pub(super) name: Ident,
    /// Its value.
    pub(super) value: TokenStream,
    /// The columns, as what the compiler makes a definition of.
    pub(super) specs: TokenStream,
    /// How many columns there are.
    pub(super) count: TokenStream,
    /// What the compiler is to check.
    pub(super) checks: Vec<TokenStream>,
}

pub(super) fn columns(model: &ColumnsModel) -> Columns {
    let name = columns_name(&model.ident);
    let definition = columns_struct(model, &name);
    let (parts, specs, count) =
        if model.has_embedded() { concatenated(model) } else { plain(model) };
    let (own, embedded) = (model.own().map(field), model.embedded().map(embedded_field));
    let own_names = model.own().map(|column| &column.name);
    let structs = model.embedded().map(|embedded| &embedded.ty);
    Columns {
        value: quote! {
            #name {
                #(#own: __fsm::column(#own_names),)*
                #(#embedded: __fsm::Embedded::<#structs>::NEW,)*
            }
        },
        items: quote!(#definition #parts),
        checks: checks(model),
        name,
        specs,
        count,
    }
}

/// ```text
/// const _: () = {
///     require_length(<String as ColumnType>::SHAPE);
/// };
/// ```
///
/// Or nothing, if there is nothing to check. `cargo check` evaluates this and what stands in it,
/// so all columns are in it, as `__columns`, only if they are those of other structs as well.
pub(super) fn checked(
    model: &ColumnsModel,
    columns: &TokenStream,
    checks: &[TokenStream],
) -> TokenStream {
    if checks.is_empty() {
        return TokenStream::new();
    }
    let all = model.has_embedded().then(|| quote!(let __columns = #columns;));
    quote! {
        const _: () = {
            #all
            #(#checks)*
        };
    }
}

/// `require_length(..)` and others, each at what it checks.
fn checks(model: &ColumnsModel) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    for column in model.own() {
        let attrs = &column.attrs;
        let (function, span) = match (attrs.length, attrs.precision) {
            (Some(length), _) => ("require_length", length.span),
            (None, Some(precision)) => ("require_precision", precision.span),
            (None, None) => continue,
        };
        let span = located(span);
        let (function, shape) = (Ident::new(function, span), shape(&column.source));
        checks.push(quote_spanned!(span=> __fsm::#function(#shape);));
    }
    let flattened = model.fields.iter().find_map(|field| match field {
        Field::Embedded(embedded) => Some(embedded.ident.span()),
        Field::Column(_) => None,
    });
    if let Some(span) = flattened {
        let span = located(span);
        checks.push(quote_spanned!(span=> __fsm::require_distinct(__columns);));
    }
    checks
}

pub(super) fn columns_name(ident: &Ident) -> Ident {
    format_ident!("__{}Columns", unraw(ident), span = Span::call_site())
}

/// ```text
/// #[doc(hidden)]
/// pub struct __UserColumns {
///     pub id: Column<User, i64>,
///     pub address: Embedded<Address>,
/// }
/// ```
///
/// Written at once and not field by field: streams put into streams are half of the macro's time.
pub(super) fn columns_struct(model: &ColumnsModel, name: &Ident) -> TokenStream {
    let table = &model.ident;
    let (own, embedded) = (model.own().map(field), model.embedded().map(embedded_field));
    let types = model.own().map(|column| &column.ty);
    let structs = model.embedded().map(|embedded| &embedded.ty);
    quote! {
        #[doc(hidden)]
        pub struct #name {
            #(pub #own: __fsm::Column<#table, #types>,)*
            #(pub #embedded: __fsm::Embedded<#structs>,)*
        }
    }
}

fn field(column: &ColumnModel) -> Ident {
    respanned(&column.ident)
}

fn embedded_field(embedded: &Embedded) -> Ident {
    respanned(&embedded.ident)
}

/// A field's name that lints count as the macro's.
fn respanned(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(located(ident.span()));
    ident
}

/// ```text
/// ColumnSpecs { names: &["id"], shapes: &[<i64 as ColumnType>::SHAPE], options: &[] }
/// ```
fn plain(model: &ColumnsModel) -> (TokenStream, TokenStream, TokenStream) {
    let columns: Vec<&ColumnModel> = model.own().collect();
    let count = columns.len();
    (TokenStream::new(), specs(&columns), quote!(#count))
}

/// ```text
/// const __PARTS: &[ColumnSpecs] = &[ColumnSpecs { .. }, <Address as Embeddable>::SPECS];
/// const __COLUMNS: &Concatenated<{ count_columns(__PARTS) }, { count_options(__PARTS) }> =
///     &concat_columns(__PARTS);
/// ```
///
/// and `__COLUMNS.specs()`.
fn concatenated(model: &ColumnsModel) -> (TokenStream, TokenStream, TokenStream) {
    let mut parts: Vec<TokenStream> = Vec::new();
    let mut run: Vec<&ColumnModel> = Vec::new();
    for field in &model.fields {
        match field {
            Field::Column(own) => run.push(own),
            Field::Embedded(embedded) => {
                if !run.is_empty() {
                    parts.push(specs(&std::mem::take(&mut run)));
                }
                let ty = &embedded.ty;
                parts.push(quote!(<#ty as __fsm::Embeddable>::SPECS));
            }
        }
    }
    if !run.is_empty() {
        parts.push(specs(&run));
    }
    let count = quote!({ __fsm::count_columns(__PARTS) });
    let items = quote! {
        const __PARTS: &[__fsm::ColumnSpecs] = &[#(#parts),*];
        const __COLUMNS: &__fsm::Concatenated<#count, { __fsm::count_options(__PARTS) }> =
            &__fsm::concat_columns(__PARTS);
    };
    (items, quote!(__COLUMNS.specs()), count)
}

/// ```text
/// ColumnSpecs {
///     names: &["id", "username"],
///     shapes: &[<i64 as ColumnType>::SHAPE, <String as ColumnType>::SHAPE],
///     options: &[(1, ColumnOption::Length(50))],
/// }
/// ```
fn specs(columns: &[&ColumnModel]) -> TokenStream {
    let names = columns.iter().map(|column| &column.name);
    let shapes = columns.iter().map(|column| shape(&column.source));
    let options = columns.iter().enumerate().flat_map(|(at, column)| {
        options(column).into_iter().map(move |option| quote!((#at, __fsm::ColumnOption::#option)))
    });
    quote! {
        __fsm::ColumnSpecs {
            names: &[#(#names),*],
            shapes: &[#(#shapes),*],
            options: &[#(#options),*],
        }
    }
}

/// ```text
/// const {
///     &ColumnShape { sql_type: SqlType::Custom(..), nullable: FieldShape::<Option<T>>::NULLABLE }
/// }
/// ```
///
/// Where the type has a `ColumnType`, that one's.
pub(super) fn shape(source: &Source) -> TokenStream {
    let custom = |sql_type: &SqlText, nullable: TokenStream| {
        let sql_type = sql(sql_type);
        quote! {
            const {
                &__fsm::ColumnShape {
                    sql_type: __fsm::SqlType::custom_parts(#sql_type),
                    nullable: #nullable,
                }
            }
        }
    };
    match source {
        Source::Rust(ty) => quote!(<#ty as __fsm::ColumnType>::SHAPE),
        Source::Json { nullable: false } => quote!(__fsm::JSON),
        Source::Json { nullable: true } => quote!(__fsm::NULLABLE_JSON),
        Source::CustomJson(sql_type, nullable) => custom(sql_type, quote!(#nullable)),
        // An inherent constant for an `Option`, and a trait's for anything else.
        Source::Custom(sql_type, ty) => custom(
            sql_type,
            quote!({
                use __fsm::NotOptional as _;
                __fsm::FieldShape::<#ty>::NULLABLE
            }),
        ),
    }
}

/// `Length(50)`, `DefaultBoolean(true)`, ..: variants of `ColumnOption`.
fn options(column: &ColumnModel) -> Vec<TokenStream> {
    let attrs = &column.attrs;
    let string =
        |variant: TokenStream, text: Option<&str>| text.map(|text| quote!(#variant(#text)));
    let option_sql = |variant: TokenStream, text: Option<&SqlText>| {
        text.map(|text| {
            let text = sql(text);
            quote!(#variant(#text))
        })
    };
    let overrides = match (&column.source, &attrs.sql_type) {
        (Source::Rust(_) | Source::Json { .. }, Some(sql_type)) => {
            let overrides = overrides(&sql_type.overrides);
            Some(quote!(TypeOverrides(#overrides)))
        }
        _ => None,
    };
    let autoincrement = attrs.autoincrement.map(|autoincrement| {
        let always = autoincrement.value;
        quote!(Autoincrement(#always))
    });
    let computed = attrs.computed.as_ref().map(|computed| {
        let (expression, stored) = (sql(&computed.sql), computed.stored);
        quote!(Computed(#expression, #stored))
    });
    let field = unraw(&column.ident);
    let options = [
        (field != column.name).then(|| quote!(Field(#field))),
        size(column),
        overrides,
        attrs.default.as_ref().map(default),
        option_sql(quote!(DefaultSql), attrs.default_sql.as_ref()),
        autoincrement,
        attrs.identity.as_ref().map(identity),
        computed,
        option_sql(quote!(Collation), attrs.collation.as_ref()),
        string(quote!(Comment), column.comment.as_deref()),
        string(quote!(RenamedFrom), attrs.renamed_from.as_ref().map(|name| name.value.as_str())),
    ];
    options.into_iter().flatten().collect()
}

/// `Length(50)` or `Precision(10, Some(2))`
fn size(column: &ColumnModel) -> Option<TokenStream> {
    let attrs = &column.attrs;
    if let Some(length) = attrs.length {
        let value = length.value;
        return Some(quote!(Length(#value)));
    }
    let value = attrs.precision?.value;
    let scale = option(attrs.scale.map(|scale| {
        let scale = scale.value;
        quote!(#scale)
    }));
    Some(quote!(Precision(#value, #scale)))
}

/// ```text
/// Identity(const { &IdentityDef::from_const(true, Some(1), None, None, None, false, None) })
/// ```
fn identity(identity: &Identity) -> TokenStream {
    let Identity { always, cycle, .. } = identity;
    let number = |value: Option<i64>| option(value.map(|value| quote!(#value)));
    let (start, increment) = (number(identity.start), number(identity.increment));
    let (min, max, cache) = (number(identity.min), number(identity.max), number(identity.cache));
    quote! {
        Identity(const {
            &__fsm::IdentityDef::from_const(#always, #start, #increment, #min, #max, #cycle, #cache)
        })
    }
}

fn default(literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(value) => quote!(DefaultString(#value)),
        Literal::Integer(value) => quote!(DefaultInteger(#value)),
        Literal::Number(value) => quote!(DefaultNumber(#value)),
        Literal::Boolean(value) => quote!(DefaultBoolean(#value)),
    }
}

/// `let _ = find_column(__columns, "city");`, for a column that only a flattened struct can have.
pub(super) fn require(column: &ColumnRef) -> Option<TokenStream> {
    if column.field.is_some() {
        return None;
    }
    let (name, span) = (&column.name, located(column.span));
    Some(quote_spanned!(span=> let _ = __fsm::find_column(__columns, #name);))
}
