//! Rust source that describes a database's tables, such that its metadata makes the same tables.
//! It never reads a database and never writes a file.

mod column;
mod comment;
mod constraint;
mod convention;
mod custom_type;
mod enum_type;
mod file;
mod foreign_key;
mod header;
mod index;
mod literal;
mod names;
mod options;
mod rust_type;
mod table;

use fsm_core::{Dialect, Flaw, Metadata, NamingConvention, Reflected, TableName, Unmanaged};
use std::{collections::BTreeMap, fmt};

/// Rust source with a struct for each table of `schema`: of what was reflected, or of any metadata
/// as a dialect has it.
///
/// ```
/// use fsm_core::{Dialect, Metadata};
///
/// # let metadata = Metadata::new();
/// let source = fsm_inspect::rust_source((&metadata, Dialect::Sqlite));
/// let one_file: String = source.to_string();
/// # let _ = one_file;
/// ```
///
/// What attributes cannot say stands in comments, `// not in this model: ..`.
#[must_use]
pub fn rust_source<'a>(schema: impl Into<RustSource<'a>>) -> RustSource<'a> {
    schema.into()
}

/// Rust source that describes tables; [`rust_source`] begins one.
///
/// Displayed, it is one file.
#[derive(Clone, Debug)]
pub struct RustSource<'a> {
    metadata: &'a Metadata,
    dialect: Dialect,
    unmanaged: &'a [Unmanaged],
    flaws: &'a [Flaw],
    dates: DateTypes,
    decimals: DecimalTypes,
    set: Option<String>,
    naming: Option<NamingConvention>,
    structs: BTreeMap<TableName, String>,
}

/// The crate whose types dates and times have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateTypes {
    /// `chrono`
    #[default]
    Chrono,
    /// `time`
    Time,
}

/// The crate whose types decimal numbers have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecimalTypes {
    /// `rust_decimal`
    #[default]
    RustDecimal,
    /// `bigdecimal`
    BigDecimal,
}

/// One file of Rust source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceFile {
    /// Its name within the module's folder: `mod.rs`, `users.rs`.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl<'a> From<(&'a Metadata, Dialect)> for RustSource<'a> {
    fn from((metadata, dialect): (&'a Metadata, Dialect)) -> Self {
        Self {
            metadata,
            dialect,
            unmanaged: &[],
            flaws: &[],
            dates: DateTypes::default(),
            decimals: DecimalTypes::default(),
            set: None,
            naming: None,
            structs: BTreeMap::new(),
        }
    }
}

impl<'a> From<&'a Reflected> for RustSource<'a> {
    fn from(reflected: &'a Reflected) -> Self {
        Self {
            unmanaged: &reflected.unmanaged,
            flaws: &reflected.flaws,
            ..Self::from((&reflected.metadata, reflected.dialect))
        }
    }
}

impl<'a> RustSource<'a> {
    /// What the database holds beside the metadata: each is named in a comment, where it hangs.
    #[must_use]
    pub fn unmanaged(mut self, unmanaged: &'a [Unmanaged]) -> Self {
        self.unmanaged = unmanaged;
        self
    }

    /// The crate whose types dates and times have; `chrono` unless said.
    #[must_use]
    pub fn dates(mut self, dates: DateTypes) -> Self {
        self.dates = dates;
        self
    }

    /// The crate whose types decimal numbers have; `rust_decimal` unless said.
    #[must_use]
    pub fn decimals(mut self, decimals: DecimalTypes) -> Self {
        self.decimals = decimals;
        self
    }

    /// The set of the registry that the tables are in: `#[table(metadata = "..")]`.
    #[must_use]
    pub fn set(mut self, set: impl Into<String>) -> Self {
        self.set = Some(set.into());
        self
    }

    /// The naming convention that the program's metadata has: a constraint's name is written where
    /// it is another than this one's.
    ///
    /// Without it, the convention is the usual one, unless the database's names follow another
    /// that is known: then that is written as well, as a function `metadata`.
    #[must_use]
    pub fn naming_convention(mut self, naming: NamingConvention) -> Self {
        self.naming = Some(naming);
        self
    }

    /// The struct of a table, where it is to have another name than the table's:
    /// `.struct_name("people", "Person")`.
    #[must_use]
    pub fn struct_name(mut self, table: impl Into<TableName>, name: impl Into<String>) -> Self {
        self.structs.insert(table.into(), name.into());
        self
    }

    /// The source as a module of several files: `mod.rs`, and one a table.
    #[must_use]
    pub fn files(&self) -> Vec<SourceFile> {
        file::several(self)
    }
}

/// The source as one file.
impl fmt::Display for RustSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&file::one(self))
    }
}
