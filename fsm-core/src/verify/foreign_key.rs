use super::Verifier;
use crate::schema::{
    ColumnDef, ForeignKeyDef, IndexKey, MatchType, ReferentialAction, Sql, Str, TableDef,
};

impl Verifier<'_> {
    pub(super) fn foreign_key(&mut self, table: &TableDef, key: &ForeignKeyDef) {
        let name = self.speller.foreign_key_name(&table.name, key);
        self.constraint_name(table, &name);
        self.reserved_key(table, &name, "foreign key");
        self.object_name(table, Some(&name), &key.referred_table);
        if key.columns.is_empty() || key.columns.len() != key.referred_columns.len() {
            let message = format!(
                "the foreign key has {} columns and refers to {}",
                key.columns.len(),
                key.referred_columns.len()
            );
            self.problem(
                table,
                &name,
                message,
                "name as many columns as it refers to, at least one",
            );
        }
        for (at, column) in key.columns.iter().enumerate() {
            self.known_column(table, &name, "foreign key", column);
            // An index has to begin with them, which names each column once.
            if !self.can().references_in_any_order && key.columns[..at].contains(column) {
                let message = format!("the foreign key names the column `{column}` twice");
                self.problem(table, &name, message, "name each column once");
            }
        }
        for column in key.referred_columns.iter() {
            self.identifier(table, Some(&name), "name of the column", column);
        }
        let parts: Vec<_> = key.columns.iter().map(|column| (column.as_ref(), None)).collect();
        self.key_width(table, &name, parts.len());
        self.key_size(table, &name, &parts);
        let target = self.known.get(&key.referred_table).copied();
        for refusal in self.speller.grammar.refuse_reference(table, target) {
            self.found(table, Some(&name), refusal);
        }
        self.referred(table, &name, key);
        self.actions(table, &name, key);
        if key.deferrable.is_some() && !self.can().deferrable_foreign_keys {
            let message = format!("{} checks foreign keys at once", self.dialect());
            self.problem(table, &name, message, "leave out `deferrable`");
        }
        if key.match_type == Some(MatchType::Full) && !self.can().match_full {
            let message = format!("{} does not heed `MATCH FULL`", self.dialect());
            self.problem(
                table,
                &name,
                message,
                "leave it out, and check that all columns are null or none",
            );
        }
        if !self.can().qualified_references && key.referred_table.schema != table.name.schema {
            let message = format!(
                "the foreign key refers to `{}`, and {} refers to tables of the same schema only",
                key.referred_table,
                self.dialect()
            );
            self.problem(table, &name, message, "put both tables into one schema");
        }
    }

    fn actions(&mut self, table: &TableDef, name: &str, key: &ForeignKeyDef) {
        let columns: Vec<&ColumnDef> =
            key.columns.iter().filter_map(|column| table.find_column(column)).collect();
        for (clause, action) in [("on_delete", key.on_delete), ("on_update", key.on_update)] {
            match action {
                Some(ReferentialAction::SetNull) => {
                    let fixed = columns.iter().filter(|column| {
                        !column.nullable || table.primary_key_columns().contains(&column.name)
                    });
                    for column in fixed {
                        let message = format!(
                            "`{clause}` sets the column `{}` to null, which it cannot be",
                            column.name
                        );
                        self.problem(
                            table,
                            name,
                            message,
                            "make the field an `Option`, or choose another action",
                        );
                    }
                }
                Some(ReferentialAction::SetDefault) if !self.can().set_default => {
                    let message = format!("{} knows no `SET DEFAULT`", self.dialect());
                    let help = format!("choose another action for `{clause}`");
                    self.problem(table, name, message, &help);
                }
                _ => {}
            }
            let changes =
                matches!(action, Some(ReferentialAction::SetNull | ReferentialAction::SetDefault))
                    || (clause == "on_update" && action == Some(ReferentialAction::Cascade));
            for column in columns.iter().filter(|_| changes) {
                self.acted_on(table, name, &column.name);
            }
            for column in columns.iter().filter(|column| changes && column.computed.is_some()) {
                let message =
                    format!("`{clause}` changes the column `{}`, which is generated", column.name);
                self.problem(table, name, message, "choose another action");
            }
        }
    }

    /// The columns referred to, if their table is known: they are there, they are a key, and the
    /// types pair.
    fn referred(&mut self, table: &TableDef, name: &str, key: &ForeignKeyDef) {
        let Some(&target) = self.known.get(&key.referred_table) else { return };
        let mut complete = key.columns.len() == key.referred_columns.len();
        for (column, referred) in key.columns.iter().zip(key.referred_columns.iter()) {
            let Some(there) = target.find_column(referred) else {
                complete = false;
                let message = format!(
                    "the foreign key refers to a column `{referred}` that `{}` does not have",
                    target.name
                );
                let help = format!("name a column of `{}`", target.name);
                self.problem(table, name, message, &help);
                continue;
            };
            let Some(here) = table.find_column(column) else { continue };
            if !self.speller.grammar.pairs(&here.sql_type, &there.sql_type) {
                let message = format!(
                    "the column `{column}` is {} and refers to `{}.{referred}`, which is {}",
                    here.sql_type.name(),
                    target.name,
                    there.sql_type.name()
                );
                self.problem(table, name, message, "give both the same type");
            } else if let Some(unlike) =
                self.speller.grammar.unlike(&self.speller, (table, here), (target, there))
            {
                let message = format!(
                    "the column `{column}` is {} and refers to `{}.{referred}`, which is {}",
                    unlike.here, target.name, unlike.there
                );
                self.problem(table, name, message, "give both the same `collation`");
            }
        }
        if complete {
            for refusal in self.speller.grammar.refuse_foreign_key(table, key, target) {
                self.found(table, Some(name), refusal);
            }
        }
        if complete && !self.is_key(target, &key.referred_columns) {
            let message =
                format!("the foreign key refers to columns of `{}` that are no key", target.name);
            let help = "refer to the primary key, or make the columns unique together";
            self.problem(table, name, message, help);
        }
    }

    /// Whether the method is the one that keeps its columns in order.
    fn is_ordered(&self, method: &Sql) -> bool {
        method.text(self.dialect()).is_none_or(|text| text.trim().eq_ignore_ascii_case("BTREE"))
    }

    /// Whether the columns are a key that a foreign key can refer to: checked at once, and as the
    /// columns themselves compare.
    fn is_key(&self, table: &TableDef, columns: &[Str]) -> bool {
        let any_order = self.can().references_in_any_order;
        let same = |key: &[Str]| {
            key == columns
                || (any_order
                    && key.len() == columns.len()
                    && columns.iter().all(|column| key.contains(column)))
        };
        same(table.primary_key_columns())
            || self
                .speller
                .uniques(table)
                .any(|unique| unique.deferrable.is_none() && same(&unique.columns))
            || self.speller.indexes(table).any(|index| {
                let plain: Option<Vec<Str>> = index
                    .columns
                    .iter()
                    .map(|part| match &part.key {
                        IndexKey::Column(name)
                            if part.collation.is_none() && part.prefix_length.is_none() =>
                        {
                            Some(name.clone())
                        }
                        _ => None,
                    })
                    .collect();
                index.unique
                    && index.predicate.is_none()
                    && index.method.as_ref().is_none_or(|method| self.is_ordered(method))
                    && plain.is_some_and(|columns| same(&columns))
            })
    }
}

#[cfg(test)]
mod tests {
    use crate::registry::Metadata;
    use crate::schema::{
        ColumnDef, Deferrable, Dialect, ForeignKeyDef, IndexDef, SqlType, TableDef, UniqueDef,
    };

    /// Whether `dialect` takes a foreign key to `columns` of `parent`.
    fn check(parent: TableDef, columns: &[&'static str], dialect: Dialect, expected: bool) {
        let two = |table: TableDef| {
            table
                .column(ColumnDef::new("x", SqlType::String(9)))
                .column(ColumnDef::new("y", SqlType::String(9)))
        };
        let key = ForeignKeyDef::new(columns.to_vec(), "p", columns.to_vec());
        let mut metadata = Metadata::new();
        metadata.add(two(parent)).unwrap();
        metadata.add(two(TableDef::new("c")).foreign_key(key)).unwrap();
        let answer = metadata.verify(dialect);
        assert_eq!(answer.is_ok(), expected, "{dialect} {columns:?} {answer:?}");
    }

    #[test]
    fn the_order_of_the_columns_is_the_keys_where_it_matters() {
        for (dialect, expected) in
            [(Dialect::Sqlite, true), (Dialect::Postgres, true), (Dialect::Mysql, false)]
        {
            let parent = || TableDef::new("p").unique(UniqueDef::new(["x", "y"]));
            check(parent(), &["x", "y"], dialect, true);
            check(parent(), &["y", "x"], dialect, expected);
        }
    }

    #[test]
    fn a_key_that_is_checked_late_is_referred_to_by_none() {
        let mut unique = UniqueDef::new(["x"]);
        unique.deferrable = Some(Deferrable::InitiallyDeferred);
        check(TableDef::new("p").unique(unique), &["x"], Dialect::Postgres, false);
    }

    #[test]
    fn an_index_that_compares_otherwise_or_the_beginning_only_is_no_key() {
        let index = |change: fn(&mut crate::schema::IndexColumn)| {
            let mut index = IndexDef::new(["x"]);
            index.unique = true;
            index.columns.to_mut().iter_mut().for_each(change);
            TableDef::new("p").index(index)
        };
        check(index(|_| ()), &["x"], Dialect::Sqlite, true);
        check(index(|part| part.collation = Some("NOCASE".into())), &["x"], Dialect::Sqlite, false);
        check(index(|_| ()), &["x"], Dialect::Mysql, true);
        check(index(|part| part.prefix_length = Some(4)), &["x"], Dialect::Mysql, false);
    }
}
