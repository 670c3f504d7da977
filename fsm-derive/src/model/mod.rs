//! A struct or an enum as the schema sees it: names worked out, constraints of columns and of the
//! table in one list each, columns looked up.
//! It never writes code.

mod constraint;
mod field;
mod lookup;
mod sql_enum;
mod states;

pub(crate) use constraint::{
    CheckModel, ForeignKeyModel, IndexModel, KeyModel, PartModel, UniqueModel,
};
pub(crate) use field::{ColumnModel, Embedded, Field, Source};
pub(crate) use lookup::ColumnRef;
pub(crate) use sql_enum::{EnumModel, SqlxType, Stored};
pub(crate) use states::StatesModel;

use crate::attr::{self, ColumnList, Options, SqlxContainer, TableAttrs, unraw};
use crate::cx::Cx;
use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields, FieldsNamed, Ident, Path};

/// A struct that derives `Table`.
#[derive(Debug)]
pub(crate) struct TableModel {
    pub(crate) columns: ColumnsModel,
    pub(crate) name: String,
    pub(crate) schema: Option<String>,
    pub(crate) comment: Option<String>,
    pub(crate) set: Option<String>,
    pub(crate) renamed_from: Option<String>,
    pub(crate) primary_key: Option<KeyModel>,
    pub(crate) uniques: Vec<UniqueModel>,
    pub(crate) indexes: Vec<IndexModel>,
    pub(crate) checks: Vec<CheckModel>,
    pub(crate) foreign_keys: Vec<ForeignKeyModel>,
    pub(crate) options: Options,
    /// `primary_key(..)` of `#[table(..)]`, for the checks.
    pub(crate) listed_key: Option<ColumnList>,
}

/// What `Table` and `Embeddable` have in common: a struct's fields as columns.
#[derive(Debug)]
pub(crate) struct ColumnsModel {
    pub(crate) ident: Ident,
    pub(crate) krate: TokenStream,
    pub(crate) fields: Vec<Field>,
    /// The fields that are left out.
    pub(crate) skipped: Vec<String>,
}

impl TableModel {
    /// `None` if there is nothing to go on with: not a struct with named fields.
    pub(crate) fn read(cx: &Cx, input: &DeriveInput) -> Option<Self> {
        let mut attrs = TableAttrs::read(cx, &input.attrs);
        let fields = named_fields(cx, input, "Table")?;
        let mut columns = ColumnsModel::read(cx, input, fields, &attrs);
        let listed_key = attrs.primary_key.take();
        let primary_key = constraint::primary_key(cx, &columns, listed_key.as_ref());
        let name =
            attrs.name.map_or_else(|| unraw(&input.ident).to_snake_case(), |name| name.value);
        let docs = || attr::docs(&input.attrs).filter(|_| attrs.comment_from_docs);
        Some(Self {
            uniques: constraint::uniques(cx, &mut columns, attrs.uniques),
            indexes: constraint::indexes(cx, &mut columns, attrs.indexes),
            checks: constraint::checks(&mut columns, attrs.checks),
            foreign_keys: constraint::foreign_keys(cx, &mut columns, attrs.foreign_keys),
            name,
            schema: attrs.schema.map(|schema| schema.value),
            comment: attrs.comment.map(|comment| comment.value).or_else(docs),
            set: attrs.metadata.map(|set| set.value),
            renamed_from: attrs.renamed_from.map(|name| name.value),
            options: attrs.options,
            primary_key,
            listed_key,
            columns,
        })
    }
}

impl ColumnsModel {
    /// The columns of a struct that derives `Embeddable`.
    pub(crate) fn read_embeddable(cx: &Cx, input: &DeriveInput) -> Option<Self> {
        let attrs = TableAttrs::read_embeddable(cx, &input.attrs);
        let fields = named_fields(cx, input, "Embeddable")?;
        Some(Self::read(cx, input, fields, &attrs))
    }

    fn read(cx: &Cx, input: &DeriveInput, fields: &FieldsNamed, attrs: &TableAttrs) -> Self {
        let sqlx = SqlxContainer::read(cx, &input.attrs);
        if let (Some(ours), Some(theirs)) = (attrs.rename_all, sqlx.rename_all)
            && ours.value != theirs.value
        {
            cx.error(
                ours.span,
                format!(
                    "`rename_all` is `{}` here and `{}` in `#[sqlx(..)]`, so `FromRow` would look for other columns: keep the one in `#[sqlx(..)]`",
                    ours.value.word(),
                    theirs.value.word(),
                ),
            );
        }
        let naming = field::Naming {
            ours: attrs.rename_all.map(|rename| rename.value),
            sqlx: sqlx.rename_all.map(|rename| rename.value),
            docs: attrs.comment_from_docs,
        };
        let mut skipped = Vec::new();
        let mut kept = Vec::new();
        for field in &fields.named {
            match Field::read(cx, field, naming) {
                Some(field) => kept.push(field),
                None => skipped.extend(field.ident.as_ref().map(unraw)),
            }
        }
        Self {
            ident: input.ident.clone(),
            krate: crate_path(attrs.krate.as_ref()),
            fields: kept,
            skipped,
        }
    }

    /// The columns of the struct's own, without those of flattened fields.
    pub(crate) fn own(&self) -> impl Iterator<Item = &ColumnModel> {
        self.fields.iter().filter_map(Field::column)
    }

    /// The flattened fields.
    pub(crate) fn embedded(&self) -> impl Iterator<Item = &Embedded> {
        self.fields.iter().filter_map(Field::embedded)
    }

    /// The column of the struct's own that was named in a list; `None` if a flattened struct must
    /// have it.
    pub(crate) fn named(&self, column: &ColumnRef) -> Option<&ColumnModel> {
        let field = column.field.as_ref()?;
        self.own().find(|own| own.ident == *field)
    }

    /// Whether columns of other structs stand among its own.
    pub(crate) fn has_embedded(&self) -> bool {
        self.fields.iter().any(|field| matches!(field, Field::Embedded(_)))
    }
}

/// The path of the crate that the code is written against.
pub(crate) fn crate_path(given: Option<&Path>) -> TokenStream {
    given.map_or_else(|| quote!(::fsm_core), ToTokens::to_token_stream)
}

/// The fields of a struct that a table can be made of, or an error that says what to write.
fn named_fields<'i>(cx: &Cx, input: &'i DeriveInput, derive: &str) -> Option<&'i FieldsNamed> {
    let name = &input.ident;
    let before = cx.count();
    if !input.generics.params.is_empty() {
        cx.error_over(
            &input.generics,
            format!(
                "`{name}` has generic parameters: every set of them would be another type with the same table; derive `{derive}` on a struct without them"
            ),
        );
    }
    let (describes, field) = match derive {
        "Table" => ("a table", "id: i64"),
        _ => ("a struct", "city: String"),
    };
    let example = format!("write `struct {name} {{ {field} }}`");
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return (cx.count() == before).then_some(fields),
            Fields::Unnamed(fields) => cx.error_over(
                fields,
                format!("`{derive}` needs fields with names, which become the columns: {example}"),
            ),
            Fields::Unit => cx.error_over(
                name,
                format!("`{derive}` needs fields, which become the columns: {example}"),
            ),
        },
        Data::Enum(data) => cx.error_over(
            data.enum_token,
            format!(
                "`{derive}` describes {describes}, which an enum is not: {example}, or derive `SqlEnum` for the type of a column"
            ),
        ),
        Data::Union(data) => cx.error_over(
            data.union_token,
            format!("`{derive}` describes {describes}, which a union is not: {example}"),
        ),
    }
    None
}
