//! Hostile text, and the places of a schema that it can stand in.
//!
//! Says nothing about what a database does with it.

mod place;
mod text;

pub use place::Place;
pub use text::{TEXTS, any_text};
