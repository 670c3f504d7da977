use crate::change::Change;
use crate::dialect::Speller;
use crate::error::{Error, ErrorKind, Problem};
use crate::name::NamingConvention;
use crate::reflect::Unmanaged;
use crate::registry::Metadata;
use crate::schema::{Autoincrement, ColumnDef, Dialect, SqlType, Str, TableDef, TableName};

/// What is to be changed, with what stands before and what will stand after.
pub(super) struct Plan<'a> {
    pub(super) changes: &'a [Change],
    pub(super) before: Metadata,
    pub(super) target: Metadata,
    pub(super) unmanaged: &'a [Unmanaged],
    pub(super) speller: Speller<'a>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(
        changes: &'a [Change],
        before: &Metadata,
        unmanaged: &'a [Unmanaged],
        dialect: Dialect,
        naming: &'a NamingConvention,
    ) -> Result<Self, Error> {
        let before = before.clone().naming_convention(naming.clone());
        let mut target = before.clone();
        for change in changes {
            target.apply(change)?;
        }
        let speller = Speller::new(dialect, naming);
        let plan = Self { changes, before, target, unmanaged, speller };
        plan.refuse()?;
        Ok(plan)
    }

    /// What no dialect can do to a table that stands.
    fn refuse(&self) -> Result<(), Error> {
        let problems: Vec<Problem> = self
            .changes
            .iter()
            .filter_map(|change| match change {
                Change::SetTableOptions { table, before, after }
                    if before.postgres.partition_by != after.postgres.partition_by
                        && self.speller.dialect() == Dialect::Postgres =>
                {
                    Some(Problem {
                        table: table.clone(),
                        object: None,
                        message: "what a table that stands is partitioned by cannot change"
                            .to_owned(),
                        help: Some("make another table and copy the rows".to_owned()),
                    })
                }
                _ => None,
            })
            .collect();
        if problems.is_empty() {
            return Ok(());
        }
        Err(ErrorKind::Unsupported { dialect: self.speller.dialect(), problems }.into())
    }

    /// The table and the column that stood before the changes, by the names they have before the
    /// change at `at`; `None` for those that were made since.
    pub(super) fn original(&self, at: usize, table: &TableName, column: &str) -> Origin {
        let mut origin =
            Origin { table: Some(table.clone()), column: Some(column.to_owned().into()) };
        for change in self.changes[..at].iter().rev() {
            origin.step_back(change);
        }
        origin
    }

    /// The column's table after all changes and its name there, by the names they have after the
    /// change at `at`; `None` if it is dropped.
    pub(super) fn last(
        &self,
        at: usize,
        table: &TableName,
        column: &str,
    ) -> Option<(&TableDef, Str)> {
        self.last_from(at + 1, table, column)
    }

    /// The same by the names they have before the change at `at`.
    pub(super) fn last_from(
        &self,
        at: usize,
        table: &TableName,
        column: &str,
    ) -> Option<(&TableDef, Str)> {
        let (mut table, mut name) = (table.clone(), Str::from(column.to_owned()));
        for change in &self.changes[at..] {
            match change {
                Change::RenameTable { before, after } if *before == table => {
                    table.clone_from(after);
                }
                Change::RenameColumn { table: of, before, after }
                    if *of == table && *before == name =>
                {
                    name.clone_from(after);
                }
                Change::DropTable { table: gone } if gone.name == table => return None,
                Change::DropColumn { table: of, column } if *of == table && column.name == name => {
                    return None;
                }
                _ => {}
            }
        }
        let table = find(&self.target, &table)?;
        Some((table, name))
    }

    /// The table that stood before the changes, by the name it has before the change at `at`;
    /// `None` if it was made since.
    pub(super) fn original_table(&self, at: usize, table: &TableName) -> Option<TableName> {
        self.original(at, table, "").table
    }

    /// The name after all changes of the table called `table` before them; `None` if it is dropped.
    pub(super) fn last_table(&self, table: &TableName) -> Option<TableName> {
        let mut last = table.clone();
        for change in self.changes {
            match change {
                Change::RenameTable { before, after } if *before == last => last.clone_from(after),
                Change::DropTable { table } if table.name == last => return None,
                _ => {}
            }
        }
        Some(last)
    }

    /// What stands before, under the names of tables and columns that it has in the end.
    pub(super) fn renamed(&self) -> Metadata {
        let mut renamed = self.before.clone();
        for change in self.changes {
            if matches!(change, Change::RenameTable { .. } | Change::RenameColumn { .. }) {
                // A name that only another change makes free is none that speaks of what stands.
                let _ = renamed.apply(change);
            }
        }
        renamed
    }

    /// What the change at `at` adds to its table, with the names that columns have in the end.
    ///
    /// `state` is what stands when it is made.
    pub(super) fn in_the_end(&self, at: usize, change: &Change, state: &Metadata) -> Change {
        let later = &self.changes[at + 1..];
        let renames = |change: &&Change| matches!(change, Change::RenameColumn { .. });
        let table = change.table().and_then(|table| find(state, table));
        let Some(table) = table.filter(|_| later.iter().any(|change| renames(&change))) else {
            return change.clone();
        };
        let mut alone = TableDef::new(table.name.clone());
        alone.columns.clone_from(&table.columns);
        for column in alone.columns.to_mut() {
            column.computed = None;
        }
        let mut alone: Metadata = [alone].into_iter().collect();
        let named = self.with_name(change);
        if alone.apply(&named).is_err() {
            return change.clone();
        }
        for change in later {
            if matches!(change, Change::RenameTable { .. } | Change::RenameColumn { .. }) {
                // A name that only another change makes free is none that this one speaks of.
                let _ = alone.apply(change);
            }
        }
        let Some(last) = alone.tables().next() else { return named };
        let last_name = last.name.clone();
        match named {
            Change::AddPrimaryKey { .. } => last
                .primary_key
                .clone()
                .map(|primary_key| Change::AddPrimaryKey { table: last_name, primary_key }),
            Change::AddUnique { .. } => last
                .uniques
                .first()
                .map(|unique| Change::AddUnique { table: last_name, unique: unique.clone() }),
            Change::AddCheck { .. } => last
                .checks
                .first()
                .map(|check| Change::AddCheck { table: last_name, check: check.clone() }),
            Change::CreateIndex { .. } => last
                .indexes
                .first()
                .map(|index| Change::CreateIndex { table: last_name, index: index.clone() }),
            _ => None,
        }
        .unwrap_or_else(|| change.clone())
    }

    /// The change with a name at what it adds.
    fn with_name(&self, change: &Change) -> Change {
        let (speller, mut change) = (&self.speller, change.clone());
        match &mut change {
            Change::AddPrimaryKey { table, primary_key: key } => {
                key.name = Some(speller.primary_key_name(table, key).into());
            }
            Change::AddUnique { table, unique } => {
                unique.name = Some(speller.unique_name(table, unique).into());
            }
            Change::AddCheck { table, check } => {
                check.name = Some(speller.check_name(table, check).into());
            }
            Change::CreateIndex { table, index } => {
                index.name = Some(speller.index_name(table, index).into());
            }
            _ => {}
        }
        change
    }

    /// The column at the change at `at`, saying by itself what its table after all changes makes of
    /// it.
    pub(super) fn settled(&self, at: usize, table: &TableName, column: &ColumnDef) -> ColumnDef {
        match self.last(at, table, &column.name) {
            Some((table, name)) => settle(column, table, &name),
            None => column.clone(),
        }
    }

    /// The same of the table before all changes.
    pub(super) fn settled_before(
        &self,
        at: usize,
        table: &TableName,
        column: &ColumnDef,
    ) -> ColumnDef {
        let Origin { table: Some(table_before), column: Some(name) } =
            self.original(at, table, &column.name)
        else {
            return self.settled(at, table, column);
        };
        let Some(table) = find(&self.before, &table_before) else { return column.clone() };
        let mut settled = settle(column, table, &name);
        // What the model calls numbered stands with numbers of a kind and a start.
        if let Some(stands) = table.find_column(&name)
            && settled.identity.is_none()
        {
            settled.identity.clone_from(&stands.identity);
        }
        settled
    }
}

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) table: Option<TableName>,
    pub(super) column: Option<Str>,
}

impl Origin {
    fn step_back(&mut self, change: &Change) {
        let Some(table) = &self.table else { return };
        match change {
            Change::RenameTable { before, after } if after == table => {
                self.table = Some(before.clone());
            }
            Change::CreateTable { table: made } if made.name == *table => {
                self.table = None;
                self.column = None;
            }
            Change::RenameColumn { table: of, before, after }
                if of == table && Some(after) == self.column.as_ref() =>
            {
                self.column = Some(before.clone());
            }
            Change::AddColumn { table: of, column }
                if of == table && Some(&column.name) == self.column.as_ref() =>
            {
                self.column = None;
            }
            _ => {}
        }
    }
}

/// The column as it is in `table` under `name`: numbered or not, `NULL` or not, whatever its table's
/// key.
pub(super) fn settle(column: &ColumnDef, table: &TableDef, name: &str) -> ColumnDef {
    let mut settled = column.clone();
    let numbered = table.autoincrement_column().is_some_and(|found| found.name == name);
    if column.identity.is_none() {
        settled.autoincrement = if numbered { Autoincrement::Always } else { Autoincrement::Never };
    }
    settled.nullable =
        column.nullable && !table.primary_key_columns().iter().any(|key| key == name);
    settled
}

/// The table of that name.
pub(super) fn find<'m>(metadata: &'m Metadata, name: &TableName) -> Option<&'m TableDef> {
    metadata.table(name.clone()).ok().map(|table| table.definition())
}

/// The table with a name at each of its constraints and indexes.
pub(super) fn with_names(speller: &Speller<'_>, table: &TableDef) -> TableDef {
    let mut named = table.clone();
    let name = &table.name;
    if let Some(key) = &mut named.primary_key {
        key.name = Some(speller.primary_key_name(name, key).into());
    }
    for unique in named.uniques.to_mut() {
        unique.name = Some(speller.unique_name(name, unique).into());
    }
    let mut checks = speller.checks(table);
    for check in &mut checks {
        check.name = Some(speller.check_name(name, check).into());
    }
    // Each once: a check may have come before the enum that it stands in for. SQLite takes two of
    // one name, which are two if they say different things.
    let mut known: Vec<(Option<Str>, Option<String>)> = Vec::new();
    checks.reverse();
    checks.retain(|check| {
        let text = speller.grammar.text(&check.expression).map(str::to_owned);
        let is = (check.name.clone(), text);
        let new = !known.contains(&is);
        known.push(is);
        new
    });
    checks.reverse();
    named.checks = checks.into();
    if speller.can().enum_as_check {
        // What stands in for the enum is among the checks now.
        for column in named.columns.to_mut() {
            if matches!(column.sql_type, SqlType::Enum(_)) {
                let declared = speller.declared_type(column).into_owned();
                column.sql_type = SqlType::custom(declared);
            }
        }
    }
    for key in named.foreign_keys.to_mut() {
        key.name = Some(speller.foreign_key_name(name, key).into());
    }
    for index in named.indexes.to_mut() {
        index.name = Some(speller.index_name(name, index).into());
    }
    named
}
