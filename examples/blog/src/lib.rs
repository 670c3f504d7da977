//! A blog: its tables, and the revisions that make them.

pub mod migrations;
pub mod models;

use fsm_storage as _; // linked: its tables are in the metadata as well
