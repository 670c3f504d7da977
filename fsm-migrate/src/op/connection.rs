//! Rust code in a revision: what it is called with, and how it is kept.
//! It never runs it.

pub use fsm_core::session::Connection;
use std::{fmt, future::Future, pin::Pin, sync::Arc};

/// What a revision's Rust code answers.
pub type RunResult = Result<(), Box<dyn std::error::Error + Send + Sync>>;

type Running<'c> = Pin<Box<dyn Future<Output = RunResult> + Send + 'c>>;

/// A revision's Rust code.
#[derive(Clone)]
pub struct RunFunction(Arc<dyn for<'c> Fn(Connection<'c>) -> Running<'c> + Send + Sync>);

impl RunFunction {
    /// That code.
    pub fn new(
        function: impl for<'c> Fn(Connection<'c>) -> Running<'c> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(function))
    }

    /// Calls it.
    pub(crate) fn call<'c>(&self, connection: Connection<'c>) -> Running<'c> {
        (self.0)(connection)
    }
}

impl fmt::Debug for RunFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RunFunction")
    }
}
