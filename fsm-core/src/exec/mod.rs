//! Creating and dropping: the one room that holds connections, takes locks and sends schema statements.
//! It never decides how a change is spelled nor what a model means.
#![cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, reason = "without a database nothing is executed")
)]

mod apply;
mod builder;
mod compare;
mod create;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod database;
mod door;
mod drop;
mod fault;
mod foreign_keys;
pub(crate) mod lend;
mod lock;
mod outcome;
mod outsider;
mod packet;
mod patience;
mod plan;
mod reflect;
mod session;
mod single;
mod source;
mod stopwatch;

pub use apply::{Applied, Apply, apply};
pub use builder::{CreateAll, DropAll};
pub use compare::{Compare, compare};
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use database::{DatabaseOptions, DatabasePool};
pub use lock::LockStrategy;
pub use outcome::{Created, Dropped, Object, ObjectKind};
pub use reflect::Reflect;
pub use single::{CreateTable, DropTable};
pub use source::{Backend, Source};
