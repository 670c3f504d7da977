//! Files: all in one, or one a table.
//! It never decides what stands in a struct.

use super::convention::Conventions;
use super::enum_type;
use super::header;
use super::names::Names;
use super::rust_type::Needs;
use super::table::{self, Context, Model, Written};
use super::{RustSource, SourceFile};
use fsm_core::{TableDef, TableName};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// All structs, with the module that each has where it has one.
struct Parts {
    names: Names,
    conventions: Conventions,
    structs: Vec<(String, String, Written)>,
    needs: Needs,
}

impl Parts {
    fn of(source: &RustSource<'_>) -> Self {
        let (names, conventions) = (Names::of(source), Conventions::of(source));
        let tables: BTreeMap<&TableName, &TableDef> =
            source.metadata.tables().map(|table| (&table.name, table)).collect();
        let context = Context { names: &names, conventions: &conventions, tables: &tables };
        let mut needs = Needs::default();
        let mut structs = Vec::new();
        for table in source.metadata.tables() {
            let Some(table_names) = names.table(&table.name) else { continue };
            let model = Model { context: &context, source, table, names: table_names };
            let written = table::write(&model);
            needs.add(&written.needs);
            structs.push((table_names.module.clone(), table_names.ident.clone(), written));
        }
        Self { names, conventions, structs, needs }
    }

    fn enums(&self) -> Vec<String> {
        self.names.enums().map(|(def, name)| printed(&enum_type::write(def, name))).collect()
    }
}

/// The source as one file.
pub(super) fn one(source: &RustSource<'_>) -> String {
    let parts = Parts::of(source);
    let enums = parts.enums();
    let imports = header::imports(
        &parts.needs,
        !parts.structs.is_empty(),
        !enums.is_empty(),
        &BTreeSet::new(),
    );
    let mut pieces = vec![header::head(source, &parts.needs), printed(&imports)];
    pieces.push(printed(&header::metadata(source, &parts.conventions)));
    pieces.extend(enums);
    pieces.extend(parts.structs.iter().map(|(.., written)| printed(&written.item)));
    pieces.push(header::outside(source, &parts.names));
    joined(pieces)
}

/// The source as `mod.rs`, one file for the enums, and one a table.
pub(super) fn several(source: &RustSource<'_>) -> Vec<SourceFile> {
    let parts = Parts::of(source);
    let enums = parts.enums();
    let nothing = BTreeSet::new();
    let enum_names: Vec<_> =
        parts.names.enums().map(|(_, name)| crate::ident::token(name)).collect();
    let enum_module = (!enums.is_empty()).then(|| {
        quote! { mod enums; }
    });
    let enum_use = (!enums.is_empty()).then(|| quote! { pub use enums::{#(#enum_names),*}; });
    let modules: Vec<_> =
        parts.structs.iter().map(|(module, ..)| crate::ident::token(module)).collect();
    let idents: Vec<_> =
        parts.structs.iter().map(|(_, ident, _)| crate::ident::token(ident)).collect();
    let root = vec![
        header::head(source, &parts.needs),
        printed(&quote!(#enum_module #(mod #modules;)*)),
        printed(&quote!(#enum_use #(pub use #modules::#idents;)*)),
        printed(&header::metadata(source, &parts.conventions)),
        header::outside(source, &parts.names),
    ];
    let mut files = vec![SourceFile { name: "mod.rs".to_owned(), text: joined(root) }];
    if !enums.is_empty() {
        let imports = header::imports(&Needs::default(), false, true, &nothing);
        let pieces = std::iter::once(printed(&imports)).chain(enums).collect();
        files.push(SourceFile { name: "enums.rs".to_owned(), text: joined(pieces) });
    }
    for (module, _, written) in &parts.structs {
        let imports = header::imports(&written.needs, true, false, &written.siblings);
        let pieces = vec![printed(&imports), printed(&written.item)];
        files.push(SourceFile { name: format!("{module}.rs"), text: joined(pieces) });
    }
    files
}

/// The tokens laid out; as they are, if they were no Rust.
fn printed(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => format!("{tokens}\n"),
    }
}

fn joined(pieces: Vec<String>) -> String {
    let pieces: Vec<String> = pieces.into_iter().filter(|piece| !piece.trim().is_empty()).collect();
    pieces.join("\n")
}
