//! The small values that the others are made of: text, lists, options, SQL.
//! It never writes an item.

use crate::attr::{Deferrable, Dialect, SqlText};
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// `Cow::Borrowed("users")`
pub(super) fn text(text: &str) -> TokenStream {
    quote!(__fsm::Cow::Borrowed(#text))
}

/// `Some("users")` or `None`
pub(super) fn option_str(text: Option<&str>) -> TokenStream {
    option(text.map(|text| quote!(#text)))
}

/// `Some(..)` or `None`
pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(__fsm::Option::None), |value| quote!(__fsm::Option::Some(#value)))
}

/// `&[Cow::Borrowed("a"), Cow::Borrowed("b")]`
pub(super) fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> TokenStream {
    let texts = texts.map(text);
    quote!(&[#(#texts),*])
}

/// `(Some("now()"), &[(Dialect::Sqlite, Cow::Borrowed(".."))])`
pub(super) fn sql(sql: &SqlText) -> TokenStream {
    let (common, overrides) = (option_str(sql.common.as_deref()), overrides(&sql.overrides));
    quote!((#common, #overrides))
}

/// `&[(Dialect::Sqlite, Cow::Borrowed(".."))]`
pub(super) fn overrides(overrides: &[(Dialect, String)]) -> TokenStream {
    let pairs = overrides.iter().map(|(on, sql)| {
        let (on, sql) = (dialect(*on), text(sql));
        quote!((#on, #sql))
    });
    quote!(&[#(#pairs),*])
}

pub(super) fn dialect(dialect: Dialect) -> TokenStream {
    match dialect {
        Dialect::Sqlite => quote!(__fsm::Dialect::Sqlite),
        Dialect::Postgres => quote!(__fsm::Dialect::Postgres),
        Dialect::Mysql => quote!(__fsm::Dialect::Mysql),
    }
}

/// `&[Dialect::Sqlite]`
pub(super) fn dialects(dialects: &[Dialect]) -> TokenStream {
    let dialects = dialects.iter().copied().map(dialect);
    quote!(&[#(#dialects),*])
}

/// `Deferrable::InitiallyDeferred`
pub(super) fn deferrable(deferrable: Deferrable) -> TokenStream {
    match deferrable {
        Deferrable::InitiallyDeferred => quote!(__fsm::Deferrable::InitiallyDeferred),
        Deferrable::InitiallyImmediate => quote!(__fsm::Deferrable::InitiallyImmediate),
    }
}

/// `.const_comment(Some(Cow::Borrowed("..")))`, or nothing
pub(super) fn set_text(setter: &str, value: Option<&str>) -> TokenStream {
    set(setter, value.map(text))
}

/// `.const_check(Some(..))`, or nothing
pub(super) fn set(setter: &str, value: Option<TokenStream>) -> TokenStream {
    let Some(value) = value else { return TokenStream::new() };
    let setter = proc_macro2::Ident::new(setter, Span::call_site());
    quote!(.#setter(__fsm::Option::Some(#value)))
}

/// `.const_strict(true)`, or nothing
pub(super) fn set_flag(setter: &str, value: bool) -> TokenStream {
    if !value {
        return TokenStream::new();
    }
    let setter = proc_macro2::Ident::new(setter, Span::call_site());
    quote!(.#setter(true))
}

/// The place of `span`, seen from inside the macro: what lints look at counts as the macro's.
pub(super) fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}
