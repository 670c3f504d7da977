//! Names of constraints and indexes that their author left without one, and names that fit.
//! It never quotes: that is the dialect's.

mod convention;
mod distance;
mod limit;
mod slug;
mod template;

pub use convention::NamingConvention;
pub(crate) use distance::nearest;
pub use limit::NameLimit;
