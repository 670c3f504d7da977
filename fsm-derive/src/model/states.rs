//! An enum as the states of a dialogue: what each is called, and what it was called before.
//! It never writes code.

use crate::attr::{RenameAll, StateAttrs, StatesAttrs, Text, unraw};
use crate::cx::Cx;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields, Ident, Path};

/// How long a name may be: what the storage's column holds.
const LIMIT: usize = 255;

/// An enum that derives `States`.
#[derive(Debug)]
pub(crate) struct StatesModel {
    pub(crate) ident: Ident,
    pub(crate) krate: TokenStream,
    pub(crate) states: Vec<StateModel>,
    pub(crate) upgrade: Option<Path>,
}

/// A state.
#[derive(Debug)]
pub(crate) struct StateModel {
    pub(crate) variant: Ident,
    pub(crate) name: String,
    pub(crate) was: Vec<String>,
}

impl StatesModel {
    pub(crate) fn read(cx: &Cx, input: &DeriveInput) -> Option<Self> {
        let ident = &input.ident;
        let Data::Enum(data) = &input.data else {
            cx.error_over(
                ident,
                format!("`States` needs an enum: write `enum {ident} {{ First, Second }}`"),
            );
            return None;
        };
        if !input.generics.params.is_empty() {
            cx.error_over(
                &input.generics,
                format!("`{ident}` has generic parameters, which no name can hold: remove them"),
            );
        }
        let attrs = StatesAttrs::read(cx, &input.attrs);
        let rename = attrs.rename_all.map_or(RenameAll::SnakeCase, |rename| rename.value);
        let prefix = match &attrs.prefix {
            Some(prefix) => prefix.value.clone(),
            None => RenameAll::SnakeCase.apply(&unraw(ident)),
        };
        let mut taken: Vec<String> = Vec::new();
        let mut states = Vec::new();
        for variant in &data.variants {
            let name = &variant.ident;
            if !matches!(variant.fields, Fields::Unit) {
                cx.error_over(
                    &variant.fields,
                    format!("`{name}` has fields, which the name of a state cannot hold: write `{name}`, and keep the rest in the data"),
                );
            }
            let said = StateAttrs::read(cx, &variant.attrs);
            let own = said.name.unwrap_or_else(|| Text {
                value: match (&*prefix, rename.apply(&unraw(name))) {
                    ("", name) => name,
                    (prefix, name) => format!("{prefix}:{name}"),
                },
                span: name.span(),
            });
            for text in std::iter::once(&own).chain(&said.was) {
                check(cx, text, &taken);
                taken.push(text.value.clone());
            }
            states.push(StateModel {
                variant: name.clone(),
                name: own.value,
                was: said.was.into_iter().map(|text| text.value).collect(),
            });
        }
        let krate = attrs.krate.map_or_else(|| quote!(::fsm_storage), ToTokens::into_token_stream);
        Some(Self { ident: ident.clone(), krate, states, upgrade: attrs.upgrade })
    }
}

fn check(cx: &Cx, name: &Text, taken: &[String]) {
    let Text { value, span } = name;
    if taken.contains(value) {
        cx.error(
            *span,
            format!("another state is or was called `{value}`: write `#[state(name = \"..\")]` with another"),
        );
    }
    if value.len() > LIMIT || value.contains('\0') {
        cx.error(
            *span,
            format!("a state's name has {LIMIT} bytes at most, and no NUL: write `#[state(name = \"..\")]` with a shorter one"),
        );
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use syn::parse_quote;

    #[track_caller]
    fn refused(input: &syn::DeriveInput, expected: &str) {
        let written: TokenStream = crate::expand_states(input);
        let text = written.to_string();
        assert!(text.contains("compile_error") && text.contains(expected), "{text}");
    }

    #[test]
    fn mistakes_are_named() {
        refused(&parse_quote! { struct Form; }, "`States` needs an enum");
        refused(&parse_quote! { enum Form { Age(u8) } }, "`Age` has fields");
        refused(&parse_quote! { enum Form<T> { Age } }, "`Form` has generic parameters");
        refused(
            &parse_quote! { #[states(prefx = "f")] enum Form { Age } },
            "has no key `prefx`: did you mean `prefix`?",
        );
        refused(
            &parse_quote! { enum Form { #[state(was = "form:b")] A, B } },
            "another state is or was called `form:b`",
        );
        let long = "x".repeat(256);
        refused(
            &parse_quote! { enum Form { #[state(name = #long)] A } },
            "a state's name has 255 bytes at most",
        );
    }
}
