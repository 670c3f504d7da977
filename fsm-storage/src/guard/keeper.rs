//! What runs behind a guard: takes the lease, renews it, gives it back.
//! It never runs inside the caller's future, so that no statement of it is cancelled half-way.

use super::LockGuard;
use super::lease::{Lease, Phase, jittered, may_have_happened};
use crate::error::Error;
use crate::queue::Turn;
use crate::race::{First, race};
use futures_timer::Delay;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};
use tracing::Instrument as _;

/// The first pause of who waits for another process; each is half as long again as the last.
const FIRST: Duration = Duration::from_millis(4);

/// The longest pause of who waits, and of who tries again.
const LONGEST: Duration = Duration::from_millis(100);

/// What `lock` is told: a guard, or `None` if somebody else has one and it did not want to wait.
pub(super) type Answer = Result<Option<LockGuard>, Error>;

/// One lease from its beginning to its end.
#[derive(Debug)]
pub(super) struct Keeper {
    lease: Arc<Lease>,
    /// Nobody else of this process asks for the conversation meanwhile.
    turn: Option<Turn>,
}

impl Keeper {
    pub(super) fn new(lease: Lease, turn: Turn) -> Self {
        Self { lease: Arc::new(lease), turn: Some(turn) }
    }

    /// Takes the lease, answers, and keeps it until the guard is dropped or the lease is lost.
    ///
    /// A guard that nobody takes out of `answer` is dropped like any other.
    pub(super) async fn run(
        mut self,
        waits: bool,
        mut answer: oneshot::Sender<Answer>,
        span: tracing::Span,
    ) {
        let phase = self.lease.phase.subscribe();
        let taken = self.take(waits, &mut answer).instrument(span).await;
        if !matches!(taken, Ok(true)) {
            // Before the caller hears of it, who may ask again at once.
            self.turn = None;
        }
        match taken {
            Ok(true) => {
                let _ = answer.send(Ok(Some(LockGuard::new(self.lease.clone()))));
                self.renew(phase).await;
                self.give_back().await;
            }
            Ok(false) => drop(answer.send(Ok(None))),
            Err(error) => {
                let orphaned = may_have_happened(&error);
                let _ = answer.send(Err(error));
                if orphaned {
                    self.give_back().await;
                }
            }
        }
    }

    /// Takes the lease when it is free; `false` if `lock` was given up or does not wait.
    async fn take(
        &mut self,
        waits: bool,
        answer: &mut oneshot::Sender<Answer>,
    ) -> Result<bool, Error> {
        let lease = self.lease.clone();
        if waits && self.turn.as_mut().is_some_and(Turn::should_rest) {
            // Long enough for everybody else who waits to look once.
            Delay::new(LONGEST + LONGEST / 10).await;
        }
        let mut pause = FIRST;
        loop {
            if lease.take().await? {
                return Ok(true);
            }
            if !waits {
                return Ok(false);
            }
            // Looking is cheaper for the database than trying.
            loop {
                if let First::One(()) = race(answer.closed(), Delay::new(jittered(pause))).await {
                    return Ok(false);
                }
                pause = (pause * 3 / 2).min(LONGEST);
                if !lease.is_taken().await? {
                    break;
                }
            }
        }
    }

    /// Renews at a third of the length, and sooner again where that failed.
    async fn renew(&self, mut phase: watch::Receiver<Phase>) {
        let lease = &self.lease;
        let third = lease.length / 3;
        let mut pause = third;
        loop {
            let due = Instant::now() + pause;
            while matches!(*phase.borrow_and_update(), Phase::Held { .. }) {
                let left = due.saturating_duration_since(Instant::now());
                if let First::Other(()) = race(phase.changed(), Delay::new(left)).await {
                    break;
                }
            }
            if !matches!(*phase.borrow(), Phase::Held { .. }) {
                return;
            }
            match lease.told("renew_lock", lease.renew()).await {
                Ok(true) => pause = third,
                Ok(false) => {
                    if *phase.borrow() == Phase::Lost {
                        tracing::warn!(target: "fsm_storage", "a lock was lost");
                    }
                    return;
                }
                // Nobody else has it while the database cannot be reached: it may go on.
                Err(error) => {
                    tracing::warn!(target: "fsm_storage", %error, "a lock was not renewed");
                    pause = jittered(LONGEST.min(third));
                }
            }
        }
    }

    /// Gives the lease back, and tries again until it would have ended by itself.
    async fn give_back(&mut self) {
        let lease = self.lease.clone();
        let released = *lease.phase.borrow() == Phase::Released;
        let start = Instant::now();
        let was_held = loop {
            match lease.told("release_lock", lease.give_back()).await {
                Ok(was_held) => break was_held && released,
                Err(error) if !error.is_retryable() || start.elapsed() > lease.length => {
                    tracing::debug!(target: "fsm_storage", %error, "a lock ends by its limit");
                    break false;
                }
                Err(_) => {
                    self.turn = None;
                    Delay::new(jittered(LONGEST)).await;
                }
            }
        };
        self.turn = None;
        lease.phase.send_replace(Phase::Ended { was_held });
    }
}

/// The runtime may end before the lease does.
impl Drop for Keeper {
    fn drop(&mut self) {
        self.lease.phase.send_if_modified(|phase| {
            let ended = matches!(phase, Phase::Ended { .. });
            if !ended {
                *phase = Phase::Ended { was_held: false };
            }
            !ended
        });
    }
}
