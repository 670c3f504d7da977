use crate::name::NameLimit;
use std::borrow::Cow;

/// What a dialect can do.
///
/// Every dialect fills in every field itself: none takes over another's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is the answer to a question of its own")]
pub struct Capabilities {
    // Names.
    /// How long an identifier may be. SQLite: any length; PostgreSQL: 63 bytes
    /// (manual, 4.1.1 Identifiers and Key Words); MySQL, MariaDB: 64 characters.
    pub name_limit: NameLimit,
    /// Which characters an identifier may hold besides `NUL`, which none takes. SQLite,
    /// PostgreSQL: all; MySQL, MariaDB: the basic multilingual plane, no white space at the end
    /// (manual, 9.2 Schema Object Names).
    pub names_hold_any_character: bool,
    /// Which names are one. SQLite: those that differ by the case of ASCII letters only;
    /// PostgreSQL: equal ones; MySQL, MariaDB: those that differ by case only (for tables that
    /// depends on the server's `lower_case_table_names`, so the stricter rule holds here).
    pub name_case: NameCase,
    /// A beginning of names that only the database may use. SQLite: `sqlite_`; PostgreSQL: `pg_`,
    /// for schemas only; MySQL, MariaDB: `#mysql50#` (manual, 9.2.4).
    pub reserved_prefix: ReservedPrefix,
    /// Names that no column may have. PostgreSQL: its system columns (manual, 5.5 System Columns);
    /// MySQL, MariaDB: InnoDB's own, whatever their case; SQLite: none.
    pub reserved_columns: &'static [&'static str],
    /// Names that no enum without a schema may have, because a column of such a type would be one
    /// of the database's own. PostgreSQL: the types of `pg_catalog`, which is searched before every
    /// other schema (manual, 5.9.5 The System Catalog Schema); SQLite, MySQL, MariaDB: none.
    pub reserved_types: &'static [&'static str],
    /// Names that no index, unique constraint, check or foreign key may have, whatever their case.
    /// MySQL, MariaDB: `PRIMARY`, which is the primary key's, and InnoDB's own; SQLite,
    /// PostgreSQL: none.
    pub reserved_keys: &'static [&'static str],
    /// Bytes that the name of a file may have which is named after a table or a schema. MySQL,
    /// MariaDB: 255 with the ending, where most characters that are no letters or digits take five
    /// (manual, 9.2.4 Mapping of Identifiers to File Names); SQLite, PostgreSQL: no such file.
    pub file_name_limit: Option<usize>,
    /// Whether the database keeps every character in comments, enum labels and constant defaults.
    /// SQLite, PostgreSQL: yes; MySQL, MariaDB: their catalog holds the basic multilingual plane
    /// only and turns the rest into question marks.
    pub catalog_holds_any_character: bool,

    // Schemas.
    /// `CREATE SCHEMA`. PostgreSQL, MySQL, MariaDB: yes (a database in MySQL's words); SQLite: no,
    /// a schema is a file that the connection has attached.
    pub create_schema: bool,
    /// Whether a foreign key may refer to a table in another schema. PostgreSQL, MySQL, MariaDB:
    /// yes; SQLite: no, not even by name.
    pub qualified_references: bool,
    /// The schema that a name without one is in, whatever the connection. SQLite: `main`;
    /// PostgreSQL, MySQL, MariaDB: the connection decides, so `users` and `public.users` are taken
    /// for two.
    pub main_schema: Option<&'static str>,

    // Tables.
    /// Columns a table may have. SQLite: 2000 (`SQLITE_MAX_COLUMN`); PostgreSQL: 1600 (manual,
    /// appendix K); MySQL, MariaDB: 1017 (`InnoDB` limits).
    pub max_columns: usize,
    /// Whether a column can do without a type. SQLite: yes; PostgreSQL, MySQL, MariaDB: no.
    pub untyped_columns: bool,
    /// Where comments stand. PostgreSQL: `COMMENT ON`; MySQL, MariaDB: at the object; SQLite:
    /// nowhere, they are left out.
    pub comments: Comments,
    /// Characters that comments may have. MySQL, MariaDB: 2048 at a table, 1024 at a column or an
    /// index; SQLite, PostgreSQL: any number.
    pub comment_limits: CommentLimits,
    /// Whether `CREATE TABLE` may refer to a table that is not there yet. SQLite: yes; PostgreSQL,
    /// MySQL, MariaDB: no.
    pub forward_references: bool,
    /// Whether DDL can be rolled back. SQLite, PostgreSQL: yes; MySQL, MariaDB: no, each statement
    /// commits.
    pub transactional_ddl: bool,

    /// How a table that stands is changed. SQLite: new names and some new columns in place, all
    /// else by making the table anew and copying the rows (<https://sqlite.org/lang_altertable.html>);
    /// PostgreSQL: by a statement a change; MySQL, MariaDB: by one statement for all changes of a
    /// table, because each statement commits.
    pub alter_table: AlterTable,

    // Types.
    /// Whether an enum is a type with a name of its own. PostgreSQL: yes; SQLite, MySQL, MariaDB:
    /// no.
    pub native_enums: bool,
    /// Whether an enum is text with a check. SQLite: yes; PostgreSQL: no; MySQL, MariaDB: no, it
    /// is spelled out at the column (`ENUM(..)`).
    pub enum_as_check: bool,

    /// Whether a label that is added to an enum can be used before the transaction ends. PostgreSQL:
    /// no (manual, ALTER TYPE, Notes); SQLite, MySQL, MariaDB: have no such type, so yes.
    pub new_labels_at_once: bool,
    /// How long an enum's label may be. SQLite: any length; PostgreSQL: 63 bytes; MySQL, MariaDB:
    /// 255 characters.
    pub label_limit: NameLimit,
    /// Which labels of an enum are one. SQLite, PostgreSQL: equal ones; MySQL, MariaDB: those that
    /// differ by case only, and what else the column's collation disregards.
    pub label_case: NameCase,
    /// Whether labels keep spaces at their end. SQLite, PostgreSQL: yes; MySQL, MariaDB: no.
    pub labels_keep_spaces: bool,

    // Columns.
    /// Which columns can be numbered by the database. SQLite: an integer that is the whole primary
    /// key of a table with row numbers; PostgreSQL: any integer of 16 bits or more; MySQL, MariaDB: one integer a
    /// table, the first column of a key.
    pub numbering: Numbering,
    /// Options of identity columns. PostgreSQL: all; MySQL, MariaDB: the first number
    /// (`AUTO_INCREMENT = n`); SQLite: none.
    pub identity: IdentityOptions,
    /// Generated columns that are stored. SQLite, PostgreSQL, MySQL, MariaDB: yes.
    pub computed_stored: bool,
    /// Generated columns that are worked out at each read. SQLite, MySQL, MariaDB: yes;
    /// PostgreSQL: not before version 18.
    pub computed_virtual: bool,

    /// Generated columns in the primary key. PostgreSQL: stored ones; MySQL takes those too, but
    /// MariaDB: no; SQLite: no.
    pub computed_in_primary_key: bool,
    /// Whether a table may consist of generated columns. PostgreSQL, MySQL, MariaDB: yes; SQLite: no.
    pub only_computed: bool,
    /// Whether checks and generated columns may name a column that the database numbers. SQLite,
    /// PostgreSQL: yes; MySQL, MariaDB: no.
    pub numbered_in_expressions: bool,
    /// Whether checks may name a column that a foreign key changes when the row it refers to goes or
    /// changes. SQLite, PostgreSQL: yes; MySQL, MariaDB: no (manual, 15.1.20.6 CHECK Constraints).
    pub acted_on_in_checks: bool,
    /// Whether a constant moment may end in an offset from UTC. SQLite, PostgreSQL: yes; MySQL since
    /// 8.0.19, but MariaDB: no.
    pub offset_in_constants: bool,

    // Constraints.
    /// `ALTER TABLE .. ADD FOREIGN KEY`. PostgreSQL, MySQL, MariaDB: yes; SQLite: no.
    pub alter_foreign_keys: bool,
    /// The words for dropping a foreign key. PostgreSQL: `CONSTRAINT`; MySQL, MariaDB:
    /// `FOREIGN KEY`, which both know in every version; SQLite: it cannot.
    pub drop_foreign_key: &'static str,
    /// `DEFERRABLE` on foreign keys. SQLite, PostgreSQL: yes; MySQL, MariaDB: no.
    pub deferrable_foreign_keys: bool,
    /// `DEFERRABLE` on unique constraints. PostgreSQL: yes; SQLite, MySQL, MariaDB: no.
    pub deferrable_uniques: bool,
    /// `MATCH FULL`. PostgreSQL: yes; SQLite reads and ignores it; MySQL, MariaDB: ignore it, and
    /// the actions behind it.
    pub match_full: bool,
    /// `SET DEFAULT` as a referential action. SQLite, PostgreSQL: yes; MySQL, MariaDB: `InnoDB`
    /// refuses it.
    pub set_default: bool,
    /// `NULLS NOT DISTINCT`. PostgreSQL: since version 15; SQLite, MySQL, MariaDB: no.
    pub nulls_not_distinct: bool,
    /// Whether a foreign key may name the columns of a key in another order than the key does.
    /// SQLite, PostgreSQL: yes; MySQL, MariaDB: no, `InnoDB` looks for an index that begins with them.
    pub references_in_any_order: bool,
    /// Where a constraint's name must be the only one. SQLite: nowhere; PostgreSQL: in its table;
    /// MySQL, MariaDB: in its table, together with the indexes, and foreign keys and checks in
    /// their schema.
    pub constraint_scope: ConstraintScope,

    // Indexes.
    /// Whether indexes stand in `CREATE TABLE`. MySQL, MariaDB: yes, 2.7 times faster than after
    /// it; SQLite, PostgreSQL: no.
    pub inline_indexes: bool,
    /// Whether primary keys and unique constraints are indexes under their own name. PostgreSQL:
    /// yes; MySQL, MariaDB: unique constraints, in their table; SQLite: under a name of its own.
    pub keys_are_indexes: bool,
    /// Where an index's name must be the only one. SQLite, PostgreSQL: in the schema, together
    /// with the tables; MySQL, MariaDB: in the table.
    pub index_scope: IndexScope,
    /// Whether `CREATE INDEX` names the schema at the index rather than at the table. SQLite: yes;
    /// PostgreSQL, MySQL, MariaDB: no.
    pub index_carries_schema: bool,
    /// Whether `DROP INDEX` names the table. MySQL, MariaDB: yes; SQLite, PostgreSQL: no.
    pub drop_index_names_table: bool,
    /// `WHERE` on indexes. SQLite, PostgreSQL: yes; MySQL, MariaDB: no.
    pub partial_indexes: bool,
    /// Expressions in indexes. SQLite, PostgreSQL: yes; MySQL since 8.0.13, but MariaDB: no.
    pub expression_indexes: bool,
    /// `INCLUDE`. PostgreSQL: yes; SQLite, MySQL, MariaDB: no.
    pub include: bool,
    /// Operator classes. PostgreSQL: yes; SQLite, MySQL, MariaDB: no.
    pub operator_classes: bool,
    /// The access methods; `None` for those that extensions bring too. SQLite: none;
    /// PostgreSQL: any; MySQL, MariaDB: `btree`, `hash`.
    pub index_methods: Option<&'static [&'static str]>,
    /// Methods that are words before `INDEX`. MySQL, MariaDB: `FULLTEXT`, `SPATIAL`; SQLite,
    /// PostgreSQL: none.
    pub index_kinds: &'static [&'static str],
    /// Whether `USING` stands behind the columns. MySQL, MariaDB: yes (before them it is
    /// deprecated); PostgreSQL: no; SQLite: has no methods.
    pub index_method_last: bool,
    /// Collations in indexes. SQLite, PostgreSQL: yes; MySQL, MariaDB: no.
    pub index_collations: bool,
    /// Whether an index that a foreign key needs is made with it and stays when it goes. MySQL,
    /// MariaDB: yes, under the foreign key's name (manual, 15.1.20.5); SQLite, PostgreSQL: no.
    pub index_of_foreign_key: bool,
    /// Prefixes of columns in indexes. MySQL, MariaDB: yes; SQLite, PostgreSQL: no.
    pub prefix_lengths: bool,
    /// `NULLS FIRST` and `NULLS LAST` in indexes. PostgreSQL: yes; SQLite reads them in queries
    /// but refuses them in indexes; MySQL, MariaDB: no.
    pub nulls_order: bool,
    /// Indexes a table may have, keys among them. MySQL, MariaDB: 64 (manual, 17.22 `InnoDB` Limits),
    /// with those that the server makes for foreign keys; SQLite, PostgreSQL: any number.
    pub max_indexes: Option<usize>,
    /// Columns an index or a key may have, included ones too. SQLite: 2000 (`SQLITE_MAX_COLUMN`); PostgreSQL: 32;
    /// MySQL: 16, MariaDB: 32, so 16.
    pub max_index_columns: usize,
    /// Bytes a key may have. MySQL, MariaDB: 3072 (`InnoDB`, `DYNAMIC` rows); SQLite: any number;
    /// PostgreSQL: known only when a row is written.
    pub max_key_bytes: Option<u64>,
}

/// How a table that stands is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlterTable {
    /// By a statement a change.
    Each,
    /// By one statement for all changes of the table.
    Joined,
    /// By making the table anew and copying the rows, but for what can be done in place.
    Rebuild,
}

/// Where a dialect keeps comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// At the object: `COMMENT '..'`.
    Inline,
    /// In statements of their own: `COMMENT ON ..`.
    Statements,
    /// Nowhere.
    None,
}

/// Which names are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameCase {
    /// Those that are equal.
    Sensitive,
    /// Those that differ by the case of ASCII letters only.
    AsciiInsensitive,
    /// Those that differ by case only.
    Insensitive,
}

impl NameCase {
    /// The form in which names that are one are equal.
    #[must_use]
    pub fn fold(self, name: &str) -> Cow<'_, str> {
        let capital = |name: &str| name.bytes().any(|byte| byte.is_ascii_uppercase());
        match self {
            Self::AsciiInsensitive if capital(name) => Cow::Owned(name.to_ascii_lowercase()),
            Self::Insensitive if capital(name) || !name.is_ascii() => {
                Cow::Owned(name.to_lowercase())
            }
            _ => Cow::Borrowed(name),
        }
    }
}

/// A beginning of names that only the database may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReservedPrefix {
    /// There is none.
    None,
    /// Tables and indexes may not begin with it, in any case.
    Tables(&'static str),
    /// Schemas may not begin with it.
    Schemas(&'static str),
}

/// How many characters comments may have; `None` for any number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommentLimits {
    /// At a table.
    pub table: Option<usize>,
    /// At a column or an index.
    pub part: Option<usize>,
}

/// Which columns can be numbered by the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Integers.
    Integers,
    /// One integer a table, the first column of a key.
    FirstOfKey,
    /// An integer that is the whole primary key.
    WholePrimaryKey,
}

/// Where the name of an index must be the only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexScope {
    /// Among the indexes and the tables of its schema.
    Schema,
    /// Among the indexes of its table.
    Table,
}

/// Where the name of a constraint must be the only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintScope {
    /// Nowhere.
    None,
    /// Among the constraints of its table.
    Table,
    /// Foreign keys and checks in their schema, the others in their table.
    Schema,
}

/// What an identity column may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityOptions {
    /// Everything.
    All,
    /// The first number.
    Start,
    /// Nothing.
    None,
}
