use super::Verifier;
use crate::dialect::{ConstraintScope, IndexScope};
use crate::schema::{EnumDef, Str, TableDef, TableName};
use std::collections::BTreeMap;

/// What a name is taken by: the table it hangs on, and what it is.
type Taken<'t> = (&'t TableDef, String);

impl Verifier<'_> {
    /// Names that are two in the metadata and one in the database.
    pub(super) fn collisions(&mut self, tables: &[&TableDef]) {
        let mut relations = BTreeMap::new();
        let mut constraints = BTreeMap::new();
        for table in tables {
            let what = format!("the table `{}`", table.name);
            self.take(
                &mut relations,
                table,
                None,
                &table.name.name,
                table.name.schema.as_ref(),
                what,
            );
        }
        for table in tables {
            self.column_names(table);
            self.names_in_table(table);
            self.names_in_schema(table, &mut relations, &mut constraints);
        }
        self.enum_names(tables, &mut relations);
    }

    fn column_names(&mut self, table: &TableDef) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for column in table.columns.iter() {
            let name = column.name.as_ref();
            if let Some(first) = seen.insert(self.can().name_case.fold(name), name) {
                let message = if first == name {
                    "the table has two columns of this name".to_owned()
                } else {
                    format!("`{first}` and `{name}` are one column to {}", self.dialect())
                };
                self.problem(table, name, message, "give one of them another name");
            }
        }
    }

    /// Constraints, and where they are told apart by table only, indexes.
    fn names_in_table(&mut self, table: &TableDef) {
        if self.can().constraint_scope == ConstraintScope::None {
            return;
        }
        let mut taken = BTreeMap::new();
        let mut names: Vec<(String, &str)> = Vec::new();
        // Where keys are told apart by table, the primary key's is always `PRIMARY`.
        if self.can().index_scope == IndexScope::Schema
            && let Some(key) = &table.primary_key
        {
            names.push((self.speller.primary_key_name(&table.name, key), "a primary key"));
        }
        for unique in self.speller.uniques(table) {
            names.push((self.speller.unique_name(&table.name, unique), "a unique constraint"));
        }
        for check in self.speller.checks(table) {
            names.push((self.speller.check_name(&table.name, &check), "a check"));
        }
        for key in table.foreign_keys.iter() {
            names.push((self.speller.foreign_key_name(&table.name, key), "a foreign key"));
        }
        if self.can().index_scope == IndexScope::Table {
            for index in self.speller.indexes(table) {
                names.push((self.speller.index_name(&table.name, index), "an index"));
            }
        }
        for (name, what) in names {
            self.take(&mut taken, table, Some(&name), &name, None, what.to_owned());
        }
    }

    fn names_in_schema<'t>(
        &mut self,
        table: &'t TableDef,
        relations: &mut BTreeMap<TableName, Taken<'t>>,
        constraints: &mut BTreeMap<TableName, Taken<'t>>,
    ) {
        let can = self.can();
        let mut names: Vec<(String, String)> = Vec::new();
        if can.index_scope == IndexScope::Schema {
            for index in self.speller.indexes(table) {
                names.push((
                    self.speller.index_name(&table.name, index),
                    format!("an index of `{}`", table.name),
                ));
            }
            if can.keys_are_indexes {
                names.extend(table.primary_key.iter().map(|key| {
                    let name = self.speller.primary_key_name(&table.name, key);
                    (name, format!("the primary key of `{}`", table.name))
                }));
                names.extend(self.speller.uniques(table).map(|unique| {
                    let name = self.speller.unique_name(&table.name, unique);
                    (name, format!("a unique constraint of `{}`", table.name))
                }));
            }
        }
        for (name, what) in names {
            self.take(relations, table, Some(&name), &name, table.name.schema.as_ref(), what);
        }
        if can.constraint_scope == ConstraintScope::Schema {
            let mut names: Vec<String> = Vec::new();
            names.extend(
                table
                    .foreign_keys
                    .iter()
                    .map(|key| self.speller.foreign_key_name(&table.name, key)),
            );
            for check in self.speller.checks(table) {
                names.push(self.speller.check_name(&table.name, &check));
            }
            for name in names {
                let what = format!("a constraint of `{}`", table.name);
                // Twice in one table is told already.
                let key = self.key(&name, table.name.schema.as_ref());
                if constraints.get(&key).is_some_and(|(owner, _)| owner.name == table.name) {
                    continue;
                }
                self.take(constraints, table, Some(&name), &name, table.name.schema.as_ref(), what);
            }
        }
    }

    /// Enums of one name are one type, and share the names of tables.
    fn enum_names<'t>(
        &mut self,
        tables: &[&'t TableDef],
        relations: &mut BTreeMap<TableName, Taken<'t>>,
    ) {
        if !self.can().native_enums {
            return;
        }
        let mut known: BTreeMap<&TableName, (&TableDef, &EnumDef)> = BTreeMap::new();
        for table in tables {
            for def in table.enums() {
                let Some((first, same)) = known.insert(&def.name, (table, def)) else {
                    let name = def.name.name.as_ref();
                    let what = format!("the enum `{}`", def.name);
                    self.take(relations, table, Some(name), name, def.name.schema.as_ref(), what);
                    continue;
                };
                if same.labels != def.labels {
                    let message = format!(
                        "the enum `{}` has other labels than in `{}`",
                        def.name, first.name
                    );
                    let help = "give one of them another name: `#[sqlx(type_name = \"..\")]`";
                    self.problem(table, &def.name.name, message, help);
                }
            }
        }
    }

    fn key(&self, name: &str, schema: Option<&Str>) -> TableName {
        let fold = |text: &str| self.can().name_case.fold(text);
        TableName { schema: schema.map(|schema| fold(schema).into()), name: fold(name).into() }
    }

    fn take<'t>(
        &mut self,
        taken: &mut BTreeMap<TableName, Taken<'t>>,
        table: &'t TableDef,
        object: Option<&str>,
        name: &str,
        schema: Option<&Str>,
        what: String,
    ) {
        match taken.get(&self.key(name, schema)) {
            None => {
                taken.insert(self.key(name, schema), (table, what));
            }
            Some((_, first)) => {
                let message = format!(
                    "{what} would be called `{name}`, which {} takes for {first}",
                    self.dialect()
                );
                let help = "give one of them another name".to_owned();
                self.found(table, object, (message, Some(help)));
            }
        }
    }
}
