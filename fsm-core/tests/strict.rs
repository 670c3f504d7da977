//! Models in a crate that allows nothing: what the derives write must not be what its lints find.
//!
//! Has no harness, for under one the compiler does not ask for documentation.
#![forbid(unsafe_code)]
#![deny(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused,
    unused_qualifications,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    nonstandard_style,
    warnings,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::absolute_paths,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::default_numeric_fallback,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::items_after_statements,
    clippy::min_ident_chars,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::panic,
    clippy::same_name_method,
    clippy::shadow_unrelated,
    clippy::std_instead_of_core,
    clippy::undocumented_unsafe_blocks,
    clippy::unwrap_used,
    clippy::wildcard_imports
)]

use fsm_core::{Embeddable, SqlEnum, Table};

/// A person.
#[derive(Debug, Table)]
#[table(
    name = "people",
    comment = "a person",
    unique(name = "uq_people", columns(name, mail), deferrable),
    index(columns(name desc nulls last, "lower(name)"), where = "id > 0", include(mail)),
    check(name = "ck_people", sql = "id > 0", sqlite = "id > 1", dialects(sqlite)),
    foreign_key(columns(parent), references = Person(id), on_delete = "cascade"),
    sqlite(strict),
    postgres(unlogged, with(fillfactor = 70)),
    mysql(engine = "InnoDB")
)]
#[non_exhaustive]
pub struct Person {
    /// The number.
    #[column(primary_key, identity(always, start = 1))]
    pub id: i64,
    /// The name.
    #[column(length = 50, unique, index, check = "name <> ''", collation = "C", comment = "c")]
    pub name: String,
    /// The address.
    #[column(sql_type(mysql = "LONGTEXT"), default_sql = "'a'")]
    pub mail: Option<String>,
    /// The other.
    #[column(references = Self::id, on_delete = "restrict", default = 0)]
    pub parent: i64,
    /// Where.
    #[sqlx(flatten)]
    pub address: Address,
    /// The mood.
    #[column(default = "happy")]
    pub mood: Mood,
    /// The level.
    pub level: Level,
    /// Worked out.
    #[column(sql_type = "integer", computed(sql = "id + 1", stored))]
    pub next: Option<i64>,
}

/// An address.
#[derive(Debug, Embeddable)]
#[non_exhaustive]
pub struct Address {
    /// The city.
    #[column(length = 50)]
    pub city: String,
    /// The rest.
    #[sqlx(json)]
    pub rest: bool,
}

/// A mood.
#[derive(Debug, Clone, Copy, SqlEnum)]
#[sql_enum(sqlx_type)]
#[sqlx(type_name = "mood", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Mood {
    /// Happy.
    Happy,
    /// Sad.
    Sad,
}

/// A level.
#[derive(Debug, Clone, Copy, SqlEnum)]
#[repr(i16)]
#[non_exhaustive]
pub enum Level {
    /// Low.
    Low,
    /// High.
    High,
}

/// A table that is not for everyone.
#[derive(Debug, Table)]
struct Hidden {
    /// The number.
    #[column(primary_key)]
    id: i64,
}

fn main() {
    assert_eq!(Person::definition().columns.len(), 9, "the fields, and those of the address");
    assert_eq!(Hidden::definition().columns.len(), 1, "one field");
    assert_eq!(Hidden { id: 1 }.id, 1, "read, so that it is no dead code");
}
