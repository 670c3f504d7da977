//! What right models become: for every key of every attribute, the value in the table's definition.
//! It never tells what is said of wrong models: `ui.rs` does.
#![forbid(unsafe_code)]
#![allow(dead_code, reason = "models are described, their fields never read")]

mod by_hand;
mod column;
mod constraint;
mod enumeration;
mod hygiene;
mod index;
mod naming;
mod reference;
mod sqlx_attributes;
mod table;
