//! Names of constraints and indexes that their author left without one, and names that fit.
//! It never quotes: that is the dialect's.

mod convention;
mod distance;
mod limit;

pub use convention::NamingConvention;
pub(crate) use distance::distance;
pub use limit::NameLimit;
