//! What a database lacks of its models, or has otherwise: two values in, changes out, in an order
//! in which they run.
//! It never looks at a database itself and never changes one.

mod around;
mod check;
mod column;
mod comparison;
mod context;
mod draft;
mod enum_type;
mod filter;
mod foreign_key;
mod index;
mod lacking;
mod names;
mod options;
mod pair;
mod parts;
mod primary_key;
mod question;
mod rename;
mod renames;
mod sequence;
mod table;
mod unique;
mod whole;

pub use comparison::{Comparison, Question, Skipped, Verdict};
pub(crate) use draft::{Draft, Kept, Standing};
pub use filter::{Compared, Filter};
pub use lacking::Lacking;
pub(crate) use lacking::lacking;
pub use options::{CompareOptions, DropUnknown};
pub use renames::Renames;
pub(crate) use whole::{compare, usual_case};

#[cfg(test)]
mod tests;
