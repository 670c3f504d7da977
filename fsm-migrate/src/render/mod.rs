//! Rendering: the changes that a comparison found, as a Rust file which people read.
//! It never reads or writes a file, and never looks at a clock.

mod backfill;
mod body;
mod code;
mod column;
mod comment;
mod constraint;
mod file;
mod flag;
mod layout;
mod literal;
mod module_list;
mod reserved;
mod settle;
mod slug;
mod step;
mod table;
mod walk;

pub(crate) use backfill::statement as backfill;
pub use body::Body;
pub use file::{NewRevision, revision_file};
pub use flag::rename_flags;
pub use module_list::module_list;
pub use slug::{DEFAULT_FILE_TEMPLATE, file_name, new_id, slug};
pub use walk::MARKER;
