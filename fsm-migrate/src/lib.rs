//! Migrations for sqlx: what Alembic is to SQLAlchemy.
//!
//! - [`graph`] is the graph of revisions: it reads symbols such as `head`, `+2` or `LABEL@head-1`,
//!   plans upgrades, downgrades and stamps, and says how each step changes the rows of the version
//!   table. It opens no connection.
//! - [`op`] is what a revision does, as values.
//! - [`render`] writes what a comparison found as a revision's file, and [`hazard`] says what of it
//!   somebody should look at first.
//! - [`Migrator`] runs revisions.
//! - `config` reads `fsm.toml` and `cli` is the command line, both with the feature `cli`.

#[cfg(all(feature = "cli", any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
pub mod cli;
#[cfg(feature = "cli")]
pub mod config;
mod error;
pub mod graph;
pub mod hazard;
mod ledger;
pub mod op;
pub mod render;
mod revision;
mod run;

pub use error::{Cause, ConfigProblem, Error, ErrorKind, MissingRevision};
pub use hazard::{Hazard, HazardKind};
pub use ledger::{EntryState, LedgerEntry};
pub use op::{Operation, Operations, Settings};
pub use revision::{DEFAULT_SET, Revisions, Script};
pub use run::{
    Check, Current, Event, Migrator, Planned, PlannedRevision, PlannedStatement, Ran, Report,
    Timeouts, TransactionMode, Unfinished,
};

/// What a revision's file uses.
pub mod prelude {
    pub use crate::op::{
        Array, Binary, ColumnFacts, Computed, Connection, Custom, Enum, Numeric, Operations,
        Postgres, Value, asc, col, desc, expr, only,
    };
    pub use crate::revision;
    pub use fsm_core::Autoincrement::{self, Always, Never};
    pub use fsm_core::Deferrable::{self, InitiallyDeferred, InitiallyImmediate};
    pub use fsm_core::ReferentialAction::{self, Cascade, NoAction, Restrict, SetDefault, SetNull};
    pub use fsm_core::SqlType::{
        self, BigInteger, Boolean, Date, DateTime, DateTimeOffset, DateTimeTz, Double, Float,
        Integer, Interval, IpAddr, Ipv4Addr, Ipv6Addr, Json, LargeBinary, MysqlTime, SmallInteger,
        String, Text, Time, TimeTz, TinyInteger, UnsignedBigInteger, UnsignedInteger,
        UnsignedSmallInteger, UnsignedTinyInteger, Uuid, UuidHyphenated, UuidSimple,
    };
    pub use fsm_core::change::ConstraintKind;
    pub use fsm_core::{
        ComputedDef, Dialect, IdentityDef, Literal, MatchType, NullsOrder, PostgresType, Sql,
        TableName,
    };
}

/// What [`revision!`] writes into a program; nothing here is for people.
#[doc(hidden)]
pub mod __private {
    pub use crate::revision::{Registration, first, option};
    pub use inventory;

    use crate::{Error, Operation};
    use fsm_core::change::Change;
    use fsm_core::{ColumnDef, Dialect, Metadata, Sql, TableName};

    /// What a revision writes to fill a column; for tests.
    #[must_use]
    pub fn backfill(table: &TableName, column: &ColumnDef, dialect: Dialect) -> Option<Sql> {
        crate::render::backfill(table, column, dialect)
    }

    /// The changes that operations are, with `state` as what stands; for tests.
    ///
    /// # Errors
    /// What [`Metadata::apply`] says of an operation that does not fit.
    pub fn resolve(
        operations: &[Operation],
        state: &mut Metadata,
        guess: bool,
        dialect: Dialect,
    ) -> Result<Vec<Change>, Error> {
        Ok(crate::op::resolve(operations, state, guess, dialect)?.changes)
    }
}
