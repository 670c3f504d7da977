//! Creating and dropping: the one room that holds connections, takes locks and sends schema statements.
//! It never decides how a change is spelled nor what a model means.

mod builder;
mod create;
mod database;
mod door;
mod drop;
mod fault;
mod lock;
mod outcome;
mod patience;
mod plan;
mod session;
mod single;
mod source;

pub use builder::{CreateAll, DropAll};
pub use database::{DatabaseOptions, DatabasePool};
pub use lock::LockStrategy;
pub use outcome::{Created, Dropped, Object, ObjectKind};
pub use single::{CreateTable, DropTable};
pub use source::{Backend, Source};
