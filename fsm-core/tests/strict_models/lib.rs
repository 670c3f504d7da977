//! Every attribute of the derives, in a library as strict as one can be: compiled by itself (as the
//! example `strict_models`), where its items count as public, and by `tests/derive_values.rs`,
//! which looks at what came of them.
#![forbid(unsafe_code)]
#![deny(
    missing_docs,
    missing_debug_implementations,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unused,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    warnings,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::absolute_paths,
    clippy::arbitrary_source_item_ordering,
    clippy::default_numeric_fallback,
    clippy::exhaustive_structs,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::pub_use,
    clippy::single_char_lifetime_names,
    clippy::unwrap_used,
    clippy::panic
)]
#![allow(
    clippy::exhaustive_structs,
    clippy::arbitrary_source_item_ordering,
    reason = "models are plain structs, in the order in which they are read"
)]
#![allow(dead_code, unreachable_pub, reason = "within the test, nobody else can read the fields")]

use fsm_core::{ColumnType, Embeddable, SqlEnum, SqlType, Table};

/// Nothing said.
#[derive(Debug, Table)]
pub struct PlainThing {
    /// The key.
    pub id: i64,
    /// May be absent.
    pub note: Option<String>,
}

/// Every key of `#[column(..)]`.
#[derive(Debug, Table)]
#[table(name = "columns")]
pub struct Columns {
    /// `primary_key`, `autoincrement`
    #[column(primary_key, autoincrement = false)]
    pub id: i64,
    /// `autoincrement`
    #[column(autoincrement)]
    pub counter: i32,
    /// `name`
    #[column(name = "label")]
    pub title: String,
    /// `identity`
    #[column(identity)]
    pub number: i64,
    /// `identity(..)`
    #[column(identity(always, start = -5, increment = 2, min = -5, max = 99, cycle, cache = 4))]
    pub serial: i64,
    /// `unique`
    #[column(unique)]
    pub email: String,
    /// `unique = ".."`
    #[column(unique = "uq_phone")]
    pub phone: String,
    /// `index`
    #[column(index)]
    pub city: String,
    /// `index = ".."`
    #[column(index = "ix_street")]
    pub street: String,
    /// `length`
    #[column(length = 50)]
    pub short: String,
    /// `length` of bytes
    #[column(length = 16)]
    pub digest: Vec<u8>,
    /// `precision`, `scale`
    #[column(precision = 10, scale = 2)]
    pub price: Price,
    /// `precision` alone
    #[column(precision = 8)]
    pub weight: Option<Price>,
    /// `sql_type`
    #[column(sql_type = "citext")]
    pub custom: Foreign,
    /// `sql_type` of an `Option`
    #[column(sql_type = "citext")]
    pub custom_option: Option<Foreign>,
    /// `sql_type(..)`
    #[column(sql_type(postgres = "citext", sqlite = "TEXT COLLATE NOCASE"))]
    pub partly_custom: String,
    /// `default` of a string
    #[column(default = "it's")]
    pub text_default: String,
    /// `default` of a whole number
    #[column(default = -5)]
    pub integer_default: i64,
    /// `default` of a number
    #[column(default = -1.50)]
    pub number_default: f64,
    /// `default` of a truth value
    #[column(default = true)]
    pub boolean_default: bool,
    /// `default_sql`
    #[column(default_sql = "CURRENT_TIMESTAMP")]
    pub sql_default: String,
    /// `default_sql(..)`
    #[column(default_sql(postgres = "now()", mysql = "NOW(6)"))]
    pub dialect_default: String,
    /// `check`
    #[column(check = "age >= 0")]
    pub age: i32,
    /// `check(..)`
    #[column(check(name = "ck_level", sql = "level < 10"))]
    pub level: i32,
    /// `collation`
    #[column(collation = "NOCASE")]
    pub folded: String,
    /// `collation(..)`
    #[column(collation(sqlite = "NOCASE", mysql = "utf8mb4_bin"))]
    pub partly_folded: String,
    /// `computed`
    #[column(computed = "age * 2")]
    pub twice: i32,
    /// `computed(..)`
    #[column(computed(sql = "age * 3", postgres = "age * 3::int", virtual))]
    pub thrice: i32,
    /// `comment`
    #[column(comment = "what people say")]
    pub remark: String,
    /// `renamed_from`
    #[column(renamed_from = "nick")]
    pub nickname: String,
    /// `skip`
    #[column(skip)]
    pub skipped: Foreign,
    /// A name that is a keyword.
    pub r#type: String,
}

/// Every key of `#[table(..)]` that is no constraint.
///
/// Its documentation is its comment.
#[derive(Debug, Table)]
#[table(
    name = "options",
    schema = "app",
    comment_from_docs,
    rename_all = "camelCase",
    metadata = "strict",
    renamed_from = "settings",
    crate = ::fsm_core,
    sqlite(strict, without_rowid, autoincrement),
    postgres(
        unlogged,
        tablespace = "fast",
        with(fillfactor = 70, toast.autovacuum_enabled = false, parallel_workers = "4"),
        partition_by = "RANGE (createdAt)"
    ),
    mysql(
        engine = "InnoDB",
        charset = "utf8mb4",
        collation = "utf8mb4_bin",
        row_format = "COMPRESSED"
    )
)]
pub struct Options {
    /// The key.
    pub option_id: i64,
    /// Said twice: the attribute counts.
    #[column(comment = "by attribute")]
    pub created_at: String,
}

/// Every constraint.
#[derive(Debug, Table)]
#[table(name = "constraints", comment = "constrained")]
#[table(
    primary_key(name = "pk_constraints", columns(tenant, id)),
    unique(a, b),
    unique(name = "uq_b", columns(b), deferrable = "initially deferred", dialects(postgres)),
    unique(c, nulls_not_distinct),
    index(a, b desc),
    index(
        name = "ix_all",
        columns(
            a asc nulls first,
            b desc nulls last,
            c ops = "text_pattern_ops" collate = "C",
            d length = 10,
            "lower(c)" desc
        ),
        unique,
        where = "a > 0",
        method = "btree",
        include(tenant, id),
        nulls_not_distinct,
        comment = "everything",
        renamed_from = "ix_old",
        dialects(sqlite, postgres)
    ),
    index(a, where(postgres = "a > 1")),
    check("a > b"),
    check(name = "ck_c", sql = "c <> ''", mysql = "c != ''", dialects(mysql, sqlite)),
    check(postgres = "d ~ 'x'"),
    foreign_key(columns(tenant, a), references = Constraints(tenant, id), on_update = "restrict"),
    foreign_key(
        name = "fk_named",
        columns(a, b),
        references = "other.things(x, y)",
        on_delete = "no action",
        deferrable = "initially deferred",
        match = "full"
    )
)]
pub struct Constraints {
    /// Half of the key.
    pub tenant: i64,
    /// The other half.
    pub id: i64,
    /// A number.
    pub a: i64,
    /// A number.
    pub b: i64,
    /// A text.
    pub c: String,
    /// A text.
    pub d: String,
}

/// Every way of referring.
#[derive(Debug, Table)]
pub struct References {
    /// The key.
    #[column(primary_key)]
    pub id: i64,
    /// Itself.
    #[column(references = Self::id, on_delete = "set null")]
    pub parent: Option<i64>,
    /// Another table, by its struct.
    #[column(references = PlainTarget::id, on_delete = "cascade", on_update = "set default")]
    pub by_struct: i64,
    /// A unique column that has another name than its field.
    #[column(references = inner::Target::code, deferrable, match = "simple")]
    pub by_module: String,
    /// By name.
    #[column(references = "things.id", deferrable = "initially immediate")]
    pub by_name: i64,
    /// By name, in a schema.
    #[column(references = "app.things.id")]
    pub by_schema: i64,
}

/// Refers back: a cycle.
#[derive(Debug, Table)]
pub struct PlainTarget {
    /// The key.
    #[column(primary_key)]
    pub id: i64,
    /// The cycle.
    #[column(references = References::id)]
    pub back: Option<i64>,
}

/// Another module.
pub mod inner {
    use fsm_core::Table;

    /// What is referred to.
    #[derive(Debug, Table)]
    #[table(name = "targets", schema = "inner")]
    pub struct Target {
        /// Not the primary key.
        #[column(unique, name = "target_code", length = 8)]
        pub code: String,
    }
}

/// What sqlx is told.
#[derive(Debug, Table)]
#[sqlx(rename_all = "camelCase", default)]
pub struct WithSqlx {
    /// By the pattern.
    pub user_id: i64,
    /// By its own name.
    #[sqlx(rename = "Title")]
    pub post_title: String,
    /// Agreeing names are no contradiction.
    #[sqlx(rename = "same")]
    #[column(name = "same")]
    pub agreed: String,
    /// Not a column.
    #[sqlx(skip)]
    pub cached: Foreign,
    /// Read from another type.
    #[sqlx(try_from = "i32")]
    pub small: u8,
    /// Read from another type that may be absent.
    #[sqlx(try_from = "Option<i32>")]
    pub small_option: u8,
    /// As JSON.
    #[sqlx(json)]
    pub json: Foreign,
    /// As JSON that may be absent.
    #[sqlx(json(nullable))]
    pub json_option: Option<Foreign>,
    /// JSON by another name on one dialect, absent by default.
    #[sqlx(json, default)]
    #[column(sql_type(postgres = "json"))]
    pub json_as: Foreign,
    /// JSON as something else.
    #[sqlx(json)]
    #[column(sql_type = "LONGTEXT")]
    pub json_text: Foreign,
}

/// Columns that stand in several tables.
#[derive(Debug, Embeddable)]
#[sqlx(rename_all = "UPPERCASE")]
pub struct Address {
    /// Where.
    #[column(length = 80, comment = "where")]
    pub city: String,
    /// Absent in some countries.
    pub zip: Option<String>,
}

/// Columns in columns.
#[derive(Debug, Embeddable)]
#[column(crate = fsm_core)]
pub struct Contact {
    /// First.
    pub phone: String,
    /// Then those.
    #[sqlx(flatten)]
    pub address: Address,
}

/// Columns of others among its own.
#[derive(Debug, Table)]
#[table(primary_key(id), unique(phone), index(CITY), index(ZIP, last))]
pub struct Flattened {
    /// Before.
    pub id: i64,
    /// Among.
    #[sqlx(flatten)]
    pub contact: Contact,
    /// After.
    #[column(length = 9)]
    pub last: String,
}

/// An enum as it comes.
#[derive(Debug, SqlEnum)]
pub enum PlainRole {
    /// One.
    FirstMember,
    /// Another.
    Admin,
}

/// An enum with all that sqlx can be told.
#[derive(Debug, SqlEnum)]
#[sqlx(type_name = "App.\"Role\"", rename_all = "kebab-case", no_pg_array)]
pub enum NamedRole {
    /// By the pattern.
    FirstMember,
    /// By its own name.
    #[sqlx(rename = "root")]
    Admin,
}

/// An enum that is stored as a number.
#[derive(Clone, Copy, Debug, SqlEnum)]
#[repr(i16)]
pub enum NumberedRole {
    /// One.
    Member = 1,
    /// Another.
    Admin = 2,
}

/// Columns that are enums.
#[derive(Debug, Table)]
pub struct Roles {
    /// With its name.
    pub named: Option<NamedRole>,
    /// As it comes.
    #[column(default = "Admin")]
    pub plain: PlainRole,
    /// As a number.
    pub numbered: NumberedRole,
}

/// A type of the user's own.
#[derive(Debug)]
pub struct Price(pub i64);

impl ColumnType for Price {
    const TYPE: SqlType = SqlType::Numeric { precision: None, scale: None };
}

/// A type that has no column type.
#[derive(Debug, Default)]
pub struct Foreign;
