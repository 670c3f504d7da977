//! Conversation state for chat bots, in the application's own database.
//!
//! Linking this crate puts the table `fsm_data` into the application's metadata, beside the
//! application's own tables:
//!
//! ```
//! use fsm_storage as _; // or anything else of this crate: linked is enough
//!
//! let metadata = fsm_core::metadata();
//! assert!(metadata.contains("fsm_data"));
//! ```
//!
//! Who owns the table is one line either way: see [`FsmTable`].

mod table;

pub use table::{DEFAULT_TABLE_NAME, FsmRow, FsmTable};
