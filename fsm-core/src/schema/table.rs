use super::refusal::put;
use super::{
    Autoincrement, CheckDef, ColumnDef, ElementType, EnumDef, ForeignKeyDef, IndexDef, List, Part,
    PrimaryKeyDef, SqlType, Str, TableName, TableOptions, TableSpec, UniqueDef,
};
use std::borrow::Cow;

/// A table: its name, its columns, and all that hangs on them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TableDef {
    /// The table's name and schema.
    pub name: TableName,
    /// The columns, in order.
    pub columns: List<ColumnDef>,
    /// The primary key.
    pub primary_key: Option<PrimaryKeyDef>,
    /// The unique constraints.
    pub uniques: List<UniqueDef>,
    /// The check constraints.
    pub checks: List<CheckDef>,
    /// The foreign keys.
    pub foreign_keys: List<ForeignKeyDef>,
    /// The indexes.
    pub indexes: List<IndexDef>,
    /// The comment in the database.
    pub comment: Option<Str>,
    /// Options of single dialects.
    pub options: TableOptions,
    /// The name this table had before: a hint for comparing.
    pub renamed_from: Option<Str>,
}

impl TableDef {
    /// A table without columns.
    pub fn new(name: impl Into<TableName>) -> Self {
        Self::from_const(name.into(), &[])
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(name: TableName, columns: &'static [ColumnDef]) -> Self {
        Self {
            name,
            columns: Cow::Borrowed(columns),
            primary_key: None,
            uniques: Cow::Borrowed(&[]),
            checks: Cow::Borrowed(&[]),
            foreign_keys: Cow::Borrowed(&[]),
            indexes: Cow::Borrowed(&[]),
            comment: None,
            options: TableOptions::NEW,
            renamed_from: None,
        }
    }

    /// The constant form of what the derive wrote, with the lists that were made of it.
    pub(super) const fn from_lists(
        spec: &'static TableSpec,
        primary_key: Option<PrimaryKeyDef>,
        columns: &'static [ColumnDef],
        uniques: &'static [UniqueDef],
        checks: &'static [CheckDef],
        foreign_keys: &'static [ForeignKeyDef],
        indexes: &'static [IndexDef],
    ) -> Self {
        let mut table = Self {
            name: TableName::from_const(spec.schema(), spec.name),
            columns: Cow::Borrowed(columns),
            primary_key,
            uniques: Cow::Borrowed(uniques),
            checks: Cow::Borrowed(checks),
            foreign_keys: Cow::Borrowed(foreign_keys),
            indexes: Cow::Borrowed(indexes),
            comment: None,
            options: TableOptions::NEW,
            renamed_from: None,
        };
        let mut i = 0;
        while i < spec.parts.len() && !spec.parts[i].is_subject() {
            match spec.parts[i] {
                Part::Comment(text) => put(&mut table.comment, Some(Cow::Borrowed(text))),
                Part::RenamedFrom(name) => put(&mut table.renamed_from, Some(Cow::Borrowed(name))),
                Part::Options(options) => put(&mut table.options, options.const_clone()),
                _ => {}
            }
            i += 1;
        }
        table
    }

    /// One more column.
    #[must_use]
    pub fn column(mut self, column: ColumnDef) -> Self {
        self.columns.to_mut().push(column);
        self
    }

    /// The columns of the primary key.
    #[must_use]
    pub fn primary_key<C: Into<Str>>(mut self, columns: impl IntoIterator<Item = C>) -> Self {
        self.primary_key = Some(PrimaryKeyDef::new(columns));
        self
    }

    /// One more unique constraint.
    #[must_use]
    pub fn unique(mut self, unique: UniqueDef) -> Self {
        self.uniques.to_mut().push(unique);
        self
    }

    /// One more check constraint.
    #[must_use]
    pub fn check(mut self, check: CheckDef) -> Self {
        self.checks.to_mut().push(check);
        self
    }

    /// One more foreign key.
    #[must_use]
    pub fn foreign_key(mut self, foreign_key: ForeignKeyDef) -> Self {
        self.foreign_keys.to_mut().push(foreign_key);
        self
    }

    /// One more index.
    #[must_use]
    pub fn index(mut self, index: IndexDef) -> Self {
        self.indexes.to_mut().push(index);
        self
    }

    /// The comment in the database.
    #[must_use]
    pub fn comment(mut self, comment: impl Into<Str>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// Options of single dialects.
    #[must_use]
    pub fn options(mut self, options: TableOptions) -> Self {
        self.options = options;
        self
    }

    /// The name this table had before.
    #[must_use]
    pub fn renamed_from(mut self, name: impl Into<Str>) -> Self {
        self.renamed_from = Some(name.into());
        self
    }

    /// The same table under another name, in the same schema.
    ///
    /// References of the table to itself go along.
    #[must_use]
    pub fn renamed(self, name: impl Into<Str>) -> Self {
        let name = TableName { schema: self.name.schema.clone(), name: name.into() };
        self.moved_to(&name)
    }

    /// The same table in another schema.
    ///
    /// References of the table to itself go along.
    #[must_use]
    pub fn with_schema(self, schema: impl Into<Str>) -> Self {
        let name = TableName { schema: Some(schema.into()), name: self.name.name.clone() };
        self.moved_to(&name)
    }

    fn moved_to(mut self, name: &TableName) -> Self {
        let before = std::mem::replace(&mut self.name, name.clone());
        self.retarget(&before, name);
        self
    }

    /// Points the foreign keys that refer to `before` at `after`.
    pub(crate) fn retarget(&mut self, before: &TableName, after: &TableName) {
        if self.foreign_keys.iter().any(|key| key.referred_table == *before) {
            for key in self.foreign_keys.to_mut() {
                if key.referred_table == *before {
                    key.referred_table = after.clone();
                }
            }
        }
    }

    /// The column called `name`.
    #[must_use]
    pub fn find_column(&self, name: &str) -> Option<&ColumnDef> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The names of the primary key's columns; empty without a key.
    #[must_use]
    pub fn primary_key_columns(&self) -> &[Str] {
        self.primary_key.as_ref().map_or(&[], |key| &key.columns)
    }

    /// The column by which the database numbers the rows, if any.
    #[must_use]
    pub fn autoincrement_column(&self) -> Option<&ColumnDef> {
        if let Some(column) =
            self.columns.iter().find(|column| column.autoincrement == Autoincrement::Always)
        {
            return Some(column);
        }
        let [only] = self.primary_key_columns() else { return None };
        self.find_column(only).filter(|column| {
            column.autoincrement == Autoincrement::Auto
                && column.sql_type.is_integer()
                && column.default.is_none()
                && column.default_sql.is_none()
                && column.computed.is_none()
                && !self.foreign_keys.iter().any(|key| key.columns.contains(only))
        })
    }

    /// The enums its columns use, in column order, each once.
    #[must_use]
    pub fn enums(&self) -> Vec<&EnumDef> {
        let mut enums: Vec<&EnumDef> = Vec::new();
        for column in self.columns.iter() {
            let def = match &column.sql_type {
                SqlType::Enum(def) => def,
                SqlType::Array(element) => match element_of(element) {
                    SqlType::Enum(def) => def,
                    _ => continue,
                },
                _ => continue,
            };
            if !enums.iter().any(|known| known.name == def.name) {
                enums.push(def);
            }
        }
        enums
    }
}

fn element_of(element: &ElementType) -> &SqlType {
    element
}
