//! Columns as values, and the struct of typed constants that names them.
//! It never writes what belongs to the table.

use super::part::{located, option, overrides, sql};
use crate::attr::{Identity, Literal, SqlText, unraw};
use crate::model::{ColumnModel, ColumnRef, ColumnsModel, Field, Source};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// What the columns of a struct are written as.
pub(super) struct Columns {
    /// Declares the struct of typed constants, and `__COLUMNS`.
    pub(super) items: TokenStream,
    /// The name of that struct.
    pub(super) name: Ident,
    /// Its value.
    pub(super) value: TokenStream,
    /// How many columns there are.
    pub(super) count: TokenStream,
    /// What the compiler is to check.
    pub(super) checks: Vec<TokenStream>,
}

pub(super) fn columns(model: &ColumnsModel) -> Columns {
    let name = columns_name(&model.ident);
    let definition = columns_struct(model, &name);
    let (list, places, count) =
        if model.has_embedded() { concatenated(model) } else { plain(model) };
    let values = model.fields.iter().zip(&places).map(|(field, place)| match field {
        Field::Column(column) => {
            let ident = respanned(&column.ident);
            quote! {
                #ident: __fsm::Column { place: (#place), table: __fsm::PhantomData }
            }
        }
        Field::Embedded(embedded) => {
            let (ident, ty) = (respanned(&embedded.ident), &embedded.ty);
            quote!(#ident: __fsm::Embedded::<#ty>::NEW)
        }
    });
    Columns {
        value: quote!(#name { #(#values),* }),
        items: quote!(#definition #list),
        checks: checks(model),
        name,
        count,
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
        let (span, field) = (located(span), &column.name);
        let function = Ident::new(function, span);
        checks.push(quote_spanned! {span=>
            __fsm::#function(__fsm::find_column(__COLUMNS, #field));
        });
    }
    let flattened = model.fields.iter().find_map(|field| match field {
        Field::Embedded(embedded) => Some(embedded.ident.span()),
        Field::Column(_) => None,
    });
    if let Some(span) = flattened {
        let span = located(span);
        checks.push(quote_spanned!(span=> __fsm::require_distinct(__COLUMNS);));
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
pub(super) fn columns_struct(model: &ColumnsModel, name: &Ident) -> TokenStream {
    let table = &model.ident;
    let fields = model.fields.iter().map(|field| match field {
        Field::Column(column) => {
            let (ident, ty) = (respanned(&column.ident), &column.ty);
            quote!(pub #ident: __fsm::Column<#table, #ty>)
        }
        Field::Embedded(embedded) => {
            let (ident, ty) = (respanned(&embedded.ident), &embedded.ty);
            quote!(pub #ident: __fsm::Embedded<#ty>)
        }
    });
    quote! {
        #[doc(hidden)]
        pub struct #name { #(#fields),* }
    }
}

/// A field's name that lints count as the macro's.
fn respanned(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(located(ident.span()));
    ident
}

/// ```text
/// const __COLUMNS: &[ColumnSpec] = &[ColumnSpec("id", <i64 as ColumnType>::SHAPE, &[]), ..];
/// ```
fn plain(model: &ColumnsModel) -> (TokenStream, Vec<TokenStream>, TokenStream) {
    let columns: Vec<TokenStream> = model.own().map(column).collect();
    let count = columns.len();
    let places = (0..count).map(|at| quote!(__COLUMNS, #at)).collect();
    let list = quote!(const __COLUMNS: &[__fsm::ColumnSpec] = &[#(#columns),*];);
    (list, places, quote!(#count))
}

/// ```text
/// const __PARTS: &[&[ColumnSpec]] = &[&[ColumnSpec(..)], <Address as Embeddable>::SPECS];
/// const __COLUMNS: &[ColumnSpec] = &concat_columns::<{ count_columns(__PARTS) }>(__PARTS);
/// ```
fn concatenated(model: &ColumnsModel) -> (TokenStream, Vec<TokenStream>, TokenStream) {
    let mut parts: Vec<TokenStream> = Vec::new();
    let mut run: Vec<TokenStream> = Vec::new();
    let mut places = Vec::new();
    for field in &model.fields {
        match field {
            Field::Column(own) => {
                let (part, at) = (parts.len(), run.len());
                places.push(quote!(__PARTS[#part], #at));
                run.push(column(own));
            }
            Field::Embedded(embedded) => {
                if !run.is_empty() {
                    let run = std::mem::take(&mut run);
                    parts.push(quote!(&[#(#run),*]));
                }
                let ty = &embedded.ty;
                parts.push(quote!(<#ty as __fsm::Embeddable>::SPECS));
                places.push(TokenStream::new());
            }
        }
    }
    if !run.is_empty() {
        parts.push(quote!(&[#(#run),*]));
    }
    let count = quote!({ __fsm::count_columns(__PARTS) });
    let items = quote! {
        const __PARTS: &[&[__fsm::ColumnSpec]] = &[#(#parts),*];
        const __COLUMNS: &[__fsm::ColumnSpec] = &__fsm::concat_columns::<#count>(__PARTS);
    };
    (items, places, count)
}

/// ```text
/// ColumnSpec("username", <String as ColumnType>::SHAPE, &[ColumnOption::Length(50)])
/// ```
fn column(column: &ColumnModel) -> TokenStream {
    let name = &column.name;
    let shape = shape(&column.source);
    let options = options(column);
    quote!(__fsm::ColumnSpec(#name, #shape, &[#(__fsm::ColumnOption::#options),*]))
}

/// ```text
/// const {
///     &ColumnShape { sql_type: SqlType::Custom(..), nullable: FieldShape::<Option<T>>::NULLABLE }
/// }
/// ```
///
/// Where the type has a `ColumnType`, that one's.
fn shape(source: &Source) -> TokenStream {
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
/// Identity(const { IdentityDef::from_const(true, Some(1), None, None, None, false, None) })
/// ```
fn identity(identity: &Identity) -> TokenStream {
    let Identity { always, cycle, .. } = identity;
    let number = |value: Option<i64>| option(value.map(|value| quote!(#value)));
    let (start, increment) = (number(identity.start), number(identity.increment));
    let (min, max, cache) = (number(identity.min), number(identity.max), number(identity.cache));
    quote! {
        Identity(const {
            __fsm::IdentityDef::from_const(#always, #start, #increment, #min, #max, #cycle, #cache)
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

/// `let _ = find_column(__COLUMNS, "city");`, for a column that only a flattened struct can have.
pub(super) fn require(column: &ColumnRef) -> Option<TokenStream> {
    if column.field.is_some() {
        return None;
    }
    let (name, span) = (&column.name, located(column.span));
    Some(quote_spanned!(span=> let _ = __fsm::find_column(__COLUMNS, #name);))
}
