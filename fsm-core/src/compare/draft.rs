use super::Comparison;
use crate::reflect::{Flaw, NameCase, Reflected, Unmanaged};
use crate::registry::Metadata;
use crate::schema::{Str, TableDef, TableName};
use std::collections::BTreeMap;

/// The side of the database.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) default_schema: Option<&'a str>,
    /// The schemas that stand.
    pub(crate) schemas: &'a [Str],
    pub(crate) unmanaged: &'a [Unmanaged],
    pub(crate) flaws: &'a [Flaw],
    /// Which names of tables are one.
    pub(crate) table_case: NameCase,
}

impl<'a> Standing<'a> {
    /// What was read.
    pub(crate) fn of(reflected: &'a Reflected, table_case: NameCase) -> Self {
        Self {
            metadata: &reflected.metadata,
            default_schema: reflected.default_schema.as_deref(),
            schemas: &reflected.schemas,
            unmanaged: &reflected.unmanaged,
            flaws: &reflected.flaws,
            table_case,
        }
    }
}

/// In which form the server keeps the texts of models, by the table's name in the models: the
/// table in that form, or why it could not be asked.
pub(crate) type Kept = BTreeMap<TableName, Result<TableDef, String>>;

/// How far a comparison came.
#[derive(Debug)]
pub(crate) enum Draft {
    /// To its end.
    Whole(Comparison),
    /// Of these tables of the models, the form is needed in which the server keeps their texts.
    Ask(Vec<TableName>),
}
