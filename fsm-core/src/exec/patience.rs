//! Waiting for another process: how long yet, and how long until the next look.
//! It never knows what it waits for, and needs no async runtime.

use crate::error::{Error, ErrorKind};
use std::time::{Duration, Instant};

/// The first pause.
const FIRST: Duration = Duration::from_millis(10);

/// The longest pause: what a process that waits may add to the time the server needs to notice
/// that the holder of the lock has died.
const LONGEST: Duration = Duration::from_millis(250);

/// A wait with an end.
#[derive(Debug)]
pub struct Patience {
    started: Instant,
    timeout: Duration,
    pause: Duration,
    told: bool,
}

impl Patience {
    /// A wait that ends after `timeout`.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        Self { started: Instant::now(), timeout, pause: FIRST, told: false }
    }

    /// What is left.
    #[must_use]
    pub fn left(&self) -> Duration {
        self.timeout.saturating_sub(self.started.elapsed())
    }

    /// Says once that this process is waiting, and fails when the time is over.
    ///
    /// # Errors
    /// [`ErrorKind::LockTimeout`].
    pub fn check(&mut self, dialect: &'static str) -> Result<(), Error> {
        if self.left().is_zero() {
            return Err(ErrorKind::LockTimeout { waited: self.started.elapsed() }.into());
        }
        if !self.told {
            self.told = true;
            let timeout_s = self.timeout.as_secs_f64();
            tracing::info!(
                target: "fsm_core::exec", dialect, timeout_s, "waiting for the schema lock"
            );
        }
        Ok(())
    }

    /// Sleeps until the next look is due; each pause is half as long again as the last.
    ///
    /// # Errors
    /// [`ErrorKind::LockTimeout`].
    pub async fn pause(&mut self, dialect: &'static str) -> Result<(), Error> {
        self.check(dialect)?;
        futures_timer::Delay::new(self.pause.min(self.left())).await;
        self.pause = (self.pause * 3 / 2).min(LONGEST);
        Ok(())
    }
}
