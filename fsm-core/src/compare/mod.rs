//! What a database lacks of a model: two values in, a list of differences out.
//! It never looks at a database itself and never changes one.

mod comparison;
mod lacking;

pub use comparison::{Comparison, Question, Skipped, Verdict};
pub use lacking::Lacking;
pub(crate) use lacking::lacking;
