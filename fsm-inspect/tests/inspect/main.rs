//! What holds for the source that is made of metadata: it is Rust, it compiles, and its metadata
//! makes the same tables; and for the pictures that are made of it.

mod cases;
mod compiled;
mod picture;
mod text;
