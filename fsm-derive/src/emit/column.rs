//! Columns as values, and the struct of typed constants that names them.
//! It never writes what belongs to the table.

use super::part::{call_at, located, option, overrides, set, set_text, sql, text};
use crate::attr::{Identity, Literal};
use crate::model::{ColumnModel, ColumnsModel, Field, Source};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// The items that hold the columns, and the initializer of the typed constants.
pub(super) struct Columns {
    /// Declares the struct of typed constants and `__COLUMNS`.
    pub(super) items: TokenStream,
    /// The name of that struct.
    pub(super) name: Ident,
    /// Its value.
    pub(super) value: TokenStream,
}

pub(super) fn columns(model: &ColumnsModel) -> Columns {
    let name = columns_name(&model.ident);
    let definition = columns_struct(model, &name);
    let (list, places) = if model.has_embedded() { concatenated(model) } else { plain(model) };
    let values = model.fields.iter().zip(places).map(|(field, place)| match field {
        Field::Column(column) => {
            let ident = respanned(&column.ident);
            quote!(#ident: __fsm::Column::from_const(&#place))
        }
        Field::Embedded(embedded) => {
            let (ident, ty) = (respanned(&embedded.ident), &embedded.ty);
            quote!(#ident: <#ty as __fsm::Embeddable>::COLUMNS)
        }
    });
    Columns { value: quote!(#name { #(#values),* }), items: quote!(#definition #list), name }
}

pub(super) fn columns_name(ident: &Ident) -> Ident {
    format_ident!("__{}Columns", super::super::attr::unraw(ident), span = Span::call_site())
}

/// ```text
/// #[doc(hidden)]
/// pub struct __UserColumns {
///     pub id: Column<User, i64>,
///     pub address: <Address as Embeddable>::Columns,
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
            quote!(pub #ident: <#ty as __fsm::Embeddable>::Columns)
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
/// const __COLUMNS: &[ColumnDef] = &[column::<i64>("id"), ..];
/// ```
fn plain(model: &ColumnsModel) -> (TokenStream, Vec<TokenStream>) {
    let columns: Vec<TokenStream> = model.own().map(column).collect();
    let places = (0..columns.len()).map(|at| quote!(__COLUMNS[#at])).collect();
    (quote!(const __COLUMNS: &[__fsm::ColumnDef] = &[#(#columns),*];), places)
}

/// ```text
/// const __PARTS: &[&[ColumnDef]] = &[&[column::<i64>("id")], <Address as Embeddable>::DEFS];
/// const __COLUMNS: &[ColumnDef] = &concat_columns::<{ count_columns(__PARTS) }>(__PARTS);
/// ```
fn concatenated(model: &ColumnsModel) -> (TokenStream, Vec<TokenStream>) {
    let mut parts: Vec<TokenStream> = Vec::new();
    let mut run: Vec<TokenStream> = Vec::new();
    let mut places = Vec::new();
    for field in &model.fields {
        match field {
            Field::Column(own) => {
                let (part, at) = (parts.len(), run.len());
                places.push(quote!(__PARTS[#part][#at]));
                run.push(column(own));
            }
            Field::Embedded(embedded) => {
                if !run.is_empty() {
                    let run = std::mem::take(&mut run);
                    parts.push(quote!(&[#(#run),*]));
                    // Places that were counted with this part keep their number.
                }
                let ty = &embedded.ty;
                parts.push(quote!(<#ty as __fsm::Embeddable>::DEFS));
                places.push(TokenStream::new());
            }
        }
    }
    if !run.is_empty() {
        parts.push(quote!(&[#(#run),*]));
    }
    let items = quote! {
        const __PARTS: &[&[__fsm::ColumnDef]] = &[#(#parts),*];
        const __COLUMNS: &[__fsm::ColumnDef] =
            &__fsm::concat_columns::<{ __fsm::count_columns(__PARTS) }>(__PARTS);
    };
    (items, places)
}

/// ```text
/// column::<String>("username").const_length(50)
/// ```
fn column(column: &ColumnModel) -> TokenStream {
    let name = &column.name;
    let attrs = &column.attrs;
    let base = match &column.source {
        Source::Rust(ty) => quote!(__fsm::column::<#ty>(#name)),
        Source::Json { nullable } => {
            quote!(__fsm::ColumnDef::from_const(#name, __fsm::SqlType::Json, #nullable))
        }
        Source::CustomJson(custom, nullable) => {
            let custom = sql(custom);
            quote!(__fsm::ColumnDef::from_const(#name, __fsm::SqlType::Custom(#custom), #nullable))
        }
        Source::Custom(custom, ty) => {
            let custom = sql(custom);
            // An inherent constant for an `Option`, and a trait's for anything else.
            quote! {
                __fsm::ColumnDef::from_const(#name, __fsm::SqlType::Custom(#custom), {
                    use __fsm::NotOptional as _;
                    __fsm::FieldShape::<#ty>::NULLABLE
                })
            }
        }
    };
    let overridden = match (&column.source, &attrs.sql_type) {
        (Source::Rust(_) | Source::Json { .. }, Some(sql_type)) => {
            let overrides = overrides(&sql_type.overrides);
            quote!(.const_type_overrides(__fsm::Cow::Borrowed(#overrides)))
        }
        _ => TokenStream::new(),
    };
    let size = size(column);
    let numbering = numbering(column);
    let setters = [
        set("const_default", attrs.default.as_ref().map(literal)),
        set("const_default_sql", attrs.default_sql.as_ref().map(sql)),
        set(
            "const_computed",
            attrs.computed.as_ref().map(|computed| {
                let (expression, stored) = (sql(&computed.sql), computed.stored);
                quote!(__fsm::ComputedDef { expression: #expression, stored: #stored })
            }),
        ),
        set("const_collation", attrs.collation.as_ref().map(sql)),
        set_text("const_comment", column.comment.as_deref()),
        set_text("const_renamed_from", attrs.renamed_from.as_ref().map(|name| name.value.as_str())),
    ];
    quote!(#base #size #overridden #numbering #(#setters)*)
}

/// `.const_length(50)`, `.const_precision(10, Some(2))`, at the key: the type may have none.
fn size(column: &ColumnModel) -> TokenStream {
    let attrs = &column.attrs;
    if let Some(length) = attrs.length {
        let value = length.value;
        return call_at(length.span, "const_length", &quote!(#value));
    }
    let Some(precision) = attrs.precision else { return TokenStream::new() };
    let value = precision.value;
    let scale = option(attrs.scale.map(|scale| {
        let scale = scale.value;
        quote!(#scale)
    }));
    call_at(precision.span, "const_precision", &quote!(#value, #scale))
}

/// `.const_autoincrement(Autoincrement::Never)`, `.const_identity(..)`
fn numbering(column: &ColumnModel) -> TokenStream {
    let autoincrement = column.attrs.autoincrement.map(|autoincrement| {
        if autoincrement.value {
            quote!(.const_autoincrement(__fsm::Autoincrement::Always))
        } else {
            quote!(.const_autoincrement(__fsm::Autoincrement::Never))
        }
    });
    let identity = set("const_identity", column.attrs.identity.as_ref().map(identity));
    quote!(#autoincrement #identity)
}

/// ```text
/// IdentityDef::from_const(true, Some(1), None, None, None, false, None)
/// ```
fn identity(identity: &Identity) -> TokenStream {
    let Identity { always, cycle, .. } = identity;
    let number = |value: Option<i64>| option(value.map(|value| quote!(#value)));
    let (start, increment) = (number(identity.start), number(identity.increment));
    let (min, max, cache) = (number(identity.min), number(identity.max), number(identity.cache));
    quote!(__fsm::IdentityDef::from_const(#always, #start, #increment, #min, #max, #cycle, #cache))
}

fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(value) => {
            let value = text(value);
            quote!(__fsm::Literal::String(#value))
        }
        Literal::Integer(value) => quote!(__fsm::Literal::Integer(#value)),
        Literal::Number(value) => {
            let value = text(value);
            quote!(__fsm::Literal::Number(#value))
        }
        Literal::Boolean(value) => quote!(__fsm::Literal::Boolean(#value)),
    }
}

/// ```text
/// const _: &ColumnDef = find_column(__COLUMNS, "city");
/// ```
///
/// For a column that only a flattened struct can have.
pub(super) fn require(column: &crate::model::ColumnRef) -> Option<TokenStream> {
    if column.field.is_some() {
        return None;
    }
    let name = &column.name;
    let span = located(column.span);
    Some(quote_spanned!(span=> const _: &__fsm::ColumnDef = __fsm::find_column(__COLUMNS, #name);))
}
