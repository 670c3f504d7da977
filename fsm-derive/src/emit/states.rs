//! The expansion of the states of a dialogue.
//! It never works anything out: it puts the parts together.

use crate::model::StatesModel;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// ```text
/// #[automatically_derived]
/// impl ::fsm_storage::States for Form {
///     fn as_str(&self) -> &str { match self { Self::Age => "form:age" } }
///     fn parse(stored: &str) -> Option<Self> { match stored { "form:age" => Some(Self::Age), _ => None } }
///     fn upgrade(stored: &str) -> Option<Self> { match stored { "form:years" => Some(Self::Age), _ => None } }
/// }
/// ```
pub(crate) fn states(model: &StatesModel) -> TokenStream {
    let StatesModel { ident, krate, states, upgrade } = model;
    let names = states.iter().map(|state| &state.name);
    let variants: Vec<_> = states.iter().map(|state| &state.variant).collect();
    let parsed = states.iter().map(|state| &state.name);
    let olds = states.iter().filter(|state| !state.was.is_empty()).map(|state| {
        let (variant, was) = (&state.variant, &state.was);
        quote!(#(#was)|* => ::core::option::Option::Some(Self::#variant),)
    });
    let otherwise = match upgrade {
        Some(function) => quote!(#function(stored)),
        None => quote!(::core::option::Option::None),
    };
    // A reference to an enum without variants still has to be matched.
    let name = if states.is_empty() {
        quote!(match *self {})
    } else {
        quote!(match self { #(Self::#variants => #names,)* })
    };
    quote! {
        #[automatically_derived]
        impl #krate::States for #ident {
            fn as_str(&self) -> &::core::primitive::str {
                #name
            }
            fn parse(stored: &::core::primitive::str) -> ::core::option::Option<Self> {
                match stored {
                    #(#parsed => ::core::option::Option::Some(Self::#variants),)*
                    _ => ::core::option::Option::None,
                }
            }
            fn upgrade(stored: &::core::primitive::str) -> ::core::option::Option<Self> {
                match stored {
                    #(#olds)*
                    _ => #otherwise,
                }
            }
        }
    }
}

/// What stands in for it where there are errors, so that they are reported once.
///
/// ```text
/// compile_error!("..");
/// impl ::fsm_storage::States for Form { .. }
/// ```
pub(crate) fn states_skeleton(
    input: &DeriveInput,
    model: Option<&StatesModel>,
    errors: Option<&TokenStream>,
) -> TokenStream {
    let ident = &input.ident;
    let krate = model.map_or_else(|| quote!(::fsm_storage), |model| model.krate.clone());
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    quote! {
        #errors
        #[automatically_derived]
        impl #generics #krate::States for #ident #arguments #bounds {
            fn as_str(&self) -> &::core::primitive::str {
                ""
            }
            fn parse(_: &::core::primitive::str) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }
        }
    }
}
