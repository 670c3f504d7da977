use super::query::Schema;
use crate::reflect::Unmanaged;
use crate::schema::Str;

/// What a table says and the schema's values do not.
pub(super) struct Remarks<'a> {
    schema: &'a Schema,
    table: &'a str,
    found: &'a mut Vec<Unmanaged>,
}

impl<'a> Remarks<'a> {
    pub(super) fn new(schema: &'a Schema, table: &'a str, found: &'a mut Vec<Unmanaged>) -> Self {
        Self { schema, table, found }
    }

    /// A clause of the table that cannot be made by itself, so that it comes without a definition;
    /// `name` is the constraint, the column or the table it is about.
    pub(super) fn add(&mut self, kind: impl Into<Str>, name: &str) {
        let mut unmanaged = Unmanaged::new(kind, self.schema.table_name(name));
        unmanaged.table = Some(self.schema.table_name(self.table));
        self.found.push(unmanaged);
    }
}
