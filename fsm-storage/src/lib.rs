//! Conversation state for chat bots, in the application's own database: per conversation a state
//! and data, over the application's own pool, on SQLite, PostgreSQL, MySQL and MariaDB.
//!
//! [`FsmStorage`] has the operations, [`StorageKey`] says which conversation is meant, [`States`]
//! makes an enum of the names of states.
//!
//! Linking this crate puts the tables `fsm_data` and `fsm_data_lock` into the application's
//! metadata, beside the application's own tables:
//!
//! ```
//! use fsm_storage as _; // or anything else of this crate: linked is enough
//!
//! let metadata = fsm_core::metadata();
//! assert!(metadata.contains("fsm_data") && metadata.contains("fsm_data_lock"));
//! ```
//!
//! Who owns the tables is one line either way: see [`FsmTable`].
//!
//! The features `sqlite`, `postgres` and `mysql` are sqlx's; without one there are tables and no
//! storage.

#![cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, reason = "each database has parts that only it needs")
)]

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub mod aiogram;
mod codec;
mod error;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod guard;
mod key;
#[cfg(feature = "migrations")]
pub mod migrations;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod queue;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod race;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod sql;
mod state;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod store;
mod table;
#[cfg(all(feature = "telers", any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
pub mod telers;
#[cfg(all(feature = "teloxide", any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
pub mod teloxide;

pub use codec::Data;
pub use error::{Error, ErrorKind};
pub use fsm_derive::States;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use guard::{Lock, LockGuard};
pub use key::{DEFAULT_DESTINY, KeyStrategy, Participants, StorageKey};
pub use state::States;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use store::{
    Conversation, FsmStorage, FsmStorageBuilder, Health, List, OnConnection, Page, Snapshot,
    StorageConnection,
};
pub use table::{DEFAULT_LOCK_TABLE_NAME, DEFAULT_TABLE_NAME, FsmLockRow, FsmRow, FsmTable};
