//! The runner: which revisions a database needs, under a lock, with a ledger of what was done, so
//! that a run that was killed is gone on with by running again.
//! It never prints, and never reads files or the environment.

mod clock;
mod cursor;
mod execute;
mod lock;
mod lowering;
mod mark;
mod migrator;
mod offline;
mod part;
mod plan;
mod record;
mod report;
mod request;
mod resume;
mod running;
mod send;

pub use migrator::{Migrator, Timeouts, TransactionMode};
pub use report::{
    Check, Current, Event, Planned, PlannedRevision, PlannedStatement, Ran, Report, Unfinished,
};
