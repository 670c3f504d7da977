//! What a dialect cannot do with a schema, all of it, before any statement is sent.
//! It never spells statements and never touches a connection.

mod collision;
mod column;
mod constant;
mod default;
mod enum_type;
mod foreign_key;
mod identifier;
mod index;
mod key;
mod mention;
mod numbering;
mod offline;
mod partition;
mod reserved;
mod size;
mod text;

use crate::dialect::{Capabilities, Refusal, Speller};
use crate::error::{Error, ErrorKind, Problem};
use crate::name::NamingConvention;
use crate::registry::{Metadata, MetadataTable};
use crate::schema::{Dialect, TableDef, TableName};
use std::collections::BTreeMap;

impl Metadata {
    /// Whether `dialect` can hold these tables, and the metadata is one that can be used at all.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] with every problem found, in the order of the tables, each with
    /// what to write instead; what [`Metadata::check`] finds.
    pub fn verify(&self, dialect: Dialect) -> Result<(), Error> {
        self.check()?;
        let tables: Vec<&TableDef> = self.tables().collect();
        verify(&tables, self, dialect)
    }
}

impl MetadataTable<'_> {
    /// Whether `dialect` can hold this table.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] with every problem found.
    pub fn verify(&self, dialect: Dialect) -> Result<(), Error> {
        verify(&[self.definition()], self.metadata(), dialect)
    }
}

impl TableDef {
    /// Whether `dialect` can hold this table; tables it refers to are not looked at.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] with every problem found.
    pub fn verify(&self, dialect: Dialect) -> Result<(), Error> {
        answer(dialect, problems(&[self], &[self], &NamingConvention::default(), dialect))
    }
}

/// Whether `dialect` can hold `tables`, which refer to others of `metadata`.
pub(crate) fn verify(
    tables: &[&TableDef],
    metadata: &Metadata,
    dialect: Dialect,
) -> Result<(), Error> {
    let known: Vec<&TableDef> = metadata.tables().collect();
    let mut problems = problems(tables, &known, metadata.naming(), dialect);
    problems.extend(of_sequences(metadata, dialect));
    answer(dialect, problems)
}

/// What is wrong with the names of sequences, where there are sequences.
fn of_sequences(metadata: &Metadata, dialect: Dialect) -> Vec<Problem> {
    let mut verifier = Verifier {
        speller: Speller::new(dialect, metadata.naming()),
        known: BTreeMap::new(),
        problems: Vec::new(),
    };
    if dialect.likeness().has_sequences() {
        for sequence in metadata.sequences() {
            let name = &sequence.name;
            verifier.object_name(&TableDef::new(name.clone()), None, name);
        }
    }
    verifier.problems
}

fn answer(dialect: Dialect, problems: Vec<Problem>) -> Result<(), Error> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(ErrorKind::Unsupported { dialect, problems }.into())
    }
}

fn problems(
    tables: &[&TableDef],
    known: &[&TableDef],
    naming: &NamingConvention,
    dialect: Dialect,
) -> Vec<Problem> {
    let mut verifier = Verifier {
        speller: Speller::new(dialect, naming),
        known: known.iter().map(|table| (&table.name, *table)).collect(),
        problems: Vec::new(),
    };
    for table in tables {
        verifier.table(table);
    }
    verifier.collisions(tables);
    // By table, and within a table in the order found.
    verifier.problems.sort_by(|a, b| a.table.cmp(&b.table));
    verifier.problems
}

/// What is asked, and what was found so far.
struct Verifier<'a> {
    speller: Speller<'a>,
    known: BTreeMap<&'a TableName, &'a TableDef>,
    problems: Vec<Problem>,
}

impl Verifier<'_> {
    fn dialect(&self) -> Dialect {
        self.speller.dialect()
    }

    fn can(&self) -> &'static Capabilities {
        self.speller.can()
    }

    /// A problem of the table as a whole.
    fn table_problem(&mut self, table: &TableDef, message: impl Into<String>, help: &str) {
        self.found(table, None, (message.into(), Some(help.to_owned())));
    }

    /// A problem of a column, a constraint or an index.
    fn problem(&mut self, table: &TableDef, object: &str, message: impl Into<String>, help: &str) {
        self.found(table, Some(object), (message.into(), Some(help.to_owned())));
    }

    fn found(&mut self, table: &TableDef, object: Option<&str>, (message, help): Refusal) {
        self.problems.push(Problem {
            table: table.name.clone(),
            object: object.map(str::to_owned),
            message,
            help,
        });
    }

    fn table(&mut self, table: &TableDef) {
        self.table_name(table);
        if table.columns.is_empty() {
            self.table_problem(table, "the table has no column", "give it one");
        }
        if !self.can().only_computed
            && !table.columns.is_empty()
            && table.columns.iter().all(|column| column.computed.is_some())
        {
            let message = format!(
                "all its columns are generated, and {} wants one that is not",
                self.dialect()
            );
            self.table_problem(table, message, "give it one, such as a key");
        }
        if table.columns.len() > self.can().max_columns {
            let message = format!(
                "the table has {} columns, of which {} takes {}",
                table.columns.len(),
                self.dialect(),
                self.can().max_columns
            );
            self.table_problem(table, message, "move some of them to a table of their own");
        }
        self.comment(table, None, table.comment.as_deref());
        for refusal in self.speller.grammar.refuse_options(&self.speller, table) {
            self.found(table, None, refusal);
        }
        for column in table.columns.iter() {
            self.column(table, column);
        }
        self.numbering(table);
        self.keys(table);
        self.checks(table);
        for foreign_key in table.foreign_keys.iter() {
            self.foreign_key(table, foreign_key);
        }
        for index in self.speller.indexes(table).collect::<Vec<_>>() {
            self.index(table, index);
        }
        self.index_count(table);
        self.partition(table);
        self.row_size(table);
    }
}
