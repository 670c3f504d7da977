//! What holds for the source that is made of metadata: it is Rust, it compiles, and its metadata
//! makes the same tables.

mod cases;
mod compiled;
mod schemas;
mod scratch;
mod show;
mod spelled;
mod text;
