//! The derive macros of `fsm-core`.

use proc_macro::TokenStream;

/// Stub
#[proc_macro_derive(Table, attributes(table, column, sqlx))]
pub fn table(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
/// Stub
#[proc_macro_derive(Embeddable, attributes(column, sqlx))]
pub fn embeddable(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
/// Stub
#[proc_macro_derive(SqlEnum, attributes(sqlx))]
pub fn sql_enum(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
