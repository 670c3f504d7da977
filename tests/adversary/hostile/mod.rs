//! Hostile text in every place of a schema: it is created and read back exactly, or refused by name before anything is sent.

mod alike;
mod expected;
mod law;
mod listed;
mod random;

pub(crate) use alike::cases as alike;
pub(crate) use listed::{cases as listed, mysql, postgres};
pub(crate) use random::cases as random;
