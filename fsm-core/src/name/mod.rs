//! Names of constraints and indexes that their author left without one, names that fit, and the one
//! that the library takes for itself.
//! It never quotes: that is the dialect's.

mod convention;
mod distance;
mod limit;
mod slug;
mod template;

pub use convention::NamingConvention;
pub(crate) use distance::nearest;
pub use limit::NameLimit;

/// The table of `LockStrategy::Row`: nobody's model, and nothing that a comparison speaks of.
pub(crate) const LOCK_TABLE: &str = "fsm_core_lock";
