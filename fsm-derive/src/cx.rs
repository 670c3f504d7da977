//! The one place that errors go to, so that parsing goes on after an error and a user sees all of
//! them.
//! It never decides what is an error.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::{cell::RefCell, fmt::Display};

/// Collects errors; must be read with [`Cx::finish`].
#[derive(Debug)]
pub(crate) struct Cx {
    // `None` once read.
    errors: RefCell<Option<Vec<syn::Error>>>,
}

impl Cx {
    pub(crate) fn new() -> Self {
        Self { errors: RefCell::new(Some(Vec::new())) }
    }

    /// An error at `span`.
    pub(crate) fn error(&self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// An error at all of `tokens`.
    pub(crate) fn error_over(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    fn push(&self, error: syn::Error) {
        if let Some(errors) = self.errors.borrow_mut().as_mut() {
            errors.push(error);
        }
    }

    /// How many errors there are so far: tells whether a step found one.
    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().as_ref().map_or(0, Vec::len)
    }

    /// Nothing, or every error as tokens that make the compiler report it.
    pub(crate) fn finish(self) -> Result<(), TokenStream> {
        let errors = self.errors.take().unwrap_or_default();
        if errors.is_empty() {
            return Ok(());
        }
        Err(errors.iter().map(syn::Error::to_compile_error).collect())
    }
}

impl Drop for Cx {
    fn drop(&mut self) {
        // An error that nobody reads would be a mistake in silence.
        assert!(
            std::thread::panicking() || self.errors.borrow().is_none(),
            "the errors of a derive were dropped unread"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Cx;
    use proc_macro2::Span;

    #[test]
    fn every_error_is_reported() {
        let cx = Cx::new();
        cx.error(Span::call_site(), "one");
        cx.error(Span::call_site(), "two");
        let tokens = cx.finish().unwrap_err().to_string();
        assert!(tokens.contains("\"one\"") && tokens.contains("\"two\""), "{tokens}");
    }

    #[test]
    fn dropped_unread_it_panics() {
        let dropped = std::panic::catch_unwind(|| drop(Cx::new()));
        assert!(dropped.is_err());
        let read = std::panic::catch_unwind(|| Cx::new().finish());
        assert!(read.is_ok());
    }
}
