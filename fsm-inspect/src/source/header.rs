//! What stands around the structs of a file: what it needs, and what of the database is in none.
//! It never writes a struct.

use super::RustSource;
use super::comment::standing;
use super::convention::Conventions;
use super::literal;
use super::names::Names;
use super::rust_type::Needs;
use super::table::flawed;
use fsm_core::Dialect;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What the file describes, and the dependencies it is compiled with.
pub(super) fn head(source: &RustSource<'_>, needs: &Needs) -> String {
    let count = source.metadata.len();
    let tables = if count == 1 { "table" } else { "tables" };
    let mut features: BTreeSet<&str> = needs.features.clone();
    features.remove(source.dialect.key());
    let features: Vec<String> = std::iter::once(source.dialect.key())
        .chain(features)
        .map(|feature| format!("\"{feature}\""))
        .collect();
    let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
    let mut text = format!("// {count} {tables} of a {} database.\n//\n", database(source.dialect));
    let _ = writeln!(
        text,
        "// fsm-core = {{ version = \"{version}\", features = [{}] }}\n// sqlx = {{ version = \"0.9\", features = [\"derive\"] }} # and a runtime",
        features.join(", ")
    );
    text
}

fn database(dialect: Dialect) -> String {
    match dialect {
        Dialect::Mysql => "MySQL or MariaDB".to_owned(),
        other => other.to_string(),
    }
}

/// `use fsm_core::Table;` and what types need.
pub(super) fn imports(
    needs: &Needs,
    structs: bool,
    enums: bool,
    siblings: &BTreeSet<String>,
) -> TokenStream {
    let derives = match (structs, enums) {
        (true, true) => quote!(
            use fsm_core::{SqlEnum, Table};
        ),
        (true, false) => quote!(
            use fsm_core::Table;
        ),
        (false, true) => quote!(
            use fsm_core::SqlEnum;
        ),
        (false, false) => quote!(),
    };
    let from_row = structs.then(|| {
        quote!(
            use sqlx::FromRow;
        )
    });
    let siblings: Vec<syn::Ident> = siblings.iter().map(|name| crate::ident::token(name)).collect();
    let siblings = match &siblings[..] {
        [] => quote!(),
        [only] => quote!(use super::#only;),
        several => quote!(use super::{#(#several),*};),
    };
    let types = needs.imports.iter().map(|(module, names)| {
        let module: TokenStream = module.parse().unwrap_or_default();
        let names: Vec<syn::Ident> = names.iter().map(|name| format_ident!("{name}")).collect();
        match &names[..] {
            [only] => quote!(use #module::#only;),
            several => quote!(use #module::{#(#several),*};),
        }
    });
    quote!(#siblings #derives #from_row #(#types)*)
}

/// The function that answers with the metadata, where its names follow another convention than the
/// usual one.
pub(super) fn metadata(source: &RustSource<'_>, conventions: &Conventions) -> TokenStream {
    if conventions.templates.is_empty() {
        return TokenStream::new();
    }
    let kinds = conventions.templates.iter().map(|(kind, template)| {
        let kind = format_ident!("{kind}");
        quote!(.#kind(#template)?)
    });
    let all = match source.set.as_deref().filter(|set| !set.is_empty()) {
        Some(set) => {
            let set = literal::text(set);
            quote!(fsm_core::metadata_of(#set))
        }
        None => quote!(fsm_core::metadata()),
    };
    quote! {
        /// The tables, with constraints and indexes named as the database names them.
        ///
        /// # Errors
        /// None: the templates are known.
        pub fn metadata() -> Result<fsm_core::Metadata, fsm_core::Error> {
            let naming = fsm_core::NamingConvention::default()#(#kinds)*;
            Ok(#all.naming_convention(naming))
        }
    }
}

/// What hangs on no table that has a struct.
pub(super) fn outside(source: &RustSource<'_>, names: &Names) -> String {
    let mut lines: Vec<String> = Vec::new();
    for table in source.metadata.tables().filter(|table| names.table(&table.name).is_none()) {
        lines.push(format!("the table `{}`, which has no name or no column", table.name));
    }
    let used: BTreeSet<_> = names.enums().map(|(def, _)| &def.name).collect();
    for def in source.metadata.enums().filter(|def| !used.contains(&def.name)) {
        let labels: Vec<String> = def.labels.iter().map(|label| format!("`{label}`")).collect();
        lines.push(format!("enum `{}` of {}, which no column uses", def.name, labels.join(", ")));
    }
    for sequence in source.metadata.sequences() {
        lines.push(format!("sequence `{}`", sequence.name));
    }
    for unmanaged in source.unmanaged {
        let table = unmanaged.table.as_ref().and_then(|table| names.table(table));
        if table.is_none() {
            lines.push(unmanaged.to_string());
        }
    }
    for flaw in source.flaws {
        if flawed(flaw).and_then(|table| names.table(table)).is_none() {
            lines.push(flaw.to_string());
        }
    }
    lines.iter().map(|line| standing(&format!("not in this model: {line}"))).collect()
}
