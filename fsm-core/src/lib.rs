// Its code is compiled with the guide's, in `tests`, where all crates are at hand.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]

pub mod change;
mod compare;
pub mod dialect;
mod error;
mod exec;
mod lower;
mod name;
mod normal;
mod reflect;
mod registry;
pub mod schema;
mod verify;

pub use compare::{
    CompareOptions, Compared, Comparison, DropUnknown, Filter, Lacking, Question, Renames, Skipped,
    Verdict,
};
pub use dialect::TypeRefusal;
pub use error::{Duplicate, Error, ErrorKind, Origin, Problem};
pub use exec::{
    Applied, Apply, Backend, Compare, CreateAll, CreateTable, Created, DropAll, DropTable, Dropped,
    LockStrategy, Object, ObjectKind, Reflect, Source, apply, compare,
};
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use exec::{DatabaseOptions, DatabasePool};
pub use fsm_derive::{Embeddable, SqlEnum, Table};
pub use lower::{Step, StillHeld, lower};
pub use name::{NameLimit, NamingConvention};
pub use reflect::{Flaw, Reflected, Scope, Unmanaged};
pub use registry::{DEFAULT_SET, Metadata, MetadataTable, metadata, metadata_of};
pub use schema::{
    Autoincrement, CheckDef, Column, ColumnDef, ColumnType, ComputedDef, Deferrable, Dialect,
    ElementType, Embeddable, Embedded, EnumDef, ForeignKeyDef, IdentityDef, IndexColumn, IndexDef,
    IndexKey, List, Literal, MatchType, MysqlOptions, NullsOrder, PostgresOptions, PostgresType,
    PrimaryKeyDef, ReferentialAction, SequenceDef, SortOrder, Sql, SqlType, SqliteOptions, Str,
    Table, TableDef, TableName, TableOptions, UniqueDef,
};

/// What `fsm-migrate` sends its statements through; nothing here is for people.
#[doc(hidden)]
pub mod session {
    pub use crate::exec::lend::*;
    pub use crate::lower::refuse;
}

/// What the derive macros write into a program; nothing here is for people.
#[doc(hidden)]
pub mod __private {
    pub use crate::__sqlx_enum as sqlx_enum;
    pub use crate::registry::{DEFAULT_SET, Registration};
    pub use crate::schema::*;
    pub use core::option::Option;
    pub use core::primitive::{bool, i8, i16, i32, i64, str, u8, u16, u32, u64};
    pub use core::result::Result::{self, Err, Ok};
    pub use core::{file, line, module_path, stringify};
    pub use inventory;
    pub use sqlx;
    pub use std::borrow::Cow;
    pub use std::string::String;

    pub type EncodeResult = Result<sqlx::encode::IsNull, sqlx::error::BoxDynError>;
    pub type DecodeResult<T> = Result<T, sqlx::error::BoxDynError>;
}
