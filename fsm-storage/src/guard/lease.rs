use crate::error::{Error, ErrorKind, Fault, fault};
use crate::key::StorageKey;
use crate::sql::{Taking, Values};
use crate::store::{Session, Shared, StorageConnection, told};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::watch;

/// The right to handle a conversation: what its row in the database says, and what this process
/// knows of it.
#[derive(Debug)]
pub(super) struct Lease {
    pub(super) shared: Arc<Shared>,
    pub(super) key: StorageKey,
    pub(super) length: Duration,
    owner: i64,
    pub(super) phase: watch::Sender<Phase>,
}

/// What this process knows of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Ours until then at least: counted from before the statement was sent, on a clock that
    /// nobody sets.
    Held { until: Instant },
    /// Somebody was told that it may be another's, which stays so.
    Lost,
    /// The guard was dropped.
    Released,
    /// Nothing is done any more; whether it was ours up to the end.
    Ended { was_held: bool },
}

impl Lease {
    pub(super) fn new(shared: Arc<Shared>, key: StorageKey, length: Duration) -> Self {
        let phase = watch::Sender::new(Phase::Ended { was_held: false });
        Self { shared, key, length, owner: random().cast_signed(), phase }
    }

    /// Takes it if nobody has it.
    pub(super) async fn take(&self) -> Result<bool, Error> {
        let until = Instant::now() + self.length;
        let (mut session, values) = (self.session(), self.values()?);
        let taken = match &self.shared.lock_statements().take {
            Taking::Whole(take) => session.execute(take, &values).await? > 0,
            Taking::Halves { insert, update } => {
                session.insert(insert, &values).await?
                    || session.execute(update, &values).await? > 0
            }
        };
        if taken {
            self.phase.send_replace(Phase::Held { until });
        }
        Ok(taken)
    }

    /// Whether somebody has it.
    pub(super) async fn is_taken(&self) -> Result<bool, Error> {
        let look = &self.shared.lock_statements().look;
        Ok(self.session().fetch(look, &self.values()?).await?.is_some())
    }

    /// Makes it last from now on, if it is ours; answers whether it is.
    pub(super) async fn renew(&self) -> Result<bool, Error> {
        let sent = Instant::now();
        let renew = &self.shared.lock_statements().renew;
        let renewed = self.session().execute(renew, &self.values()?).await? > 0;
        if renewed {
            self.extend(sent + self.length);
        } else {
            self.lose();
        }
        Ok(self.is_held())
    }

    /// The same in the transaction of `connection`, which may be rolled back: what this process
    /// knows is left as it is.
    pub(super) async fn renew_on(
        &self,
        connection: &mut StorageConnection<'_>,
    ) -> Result<bool, Error> {
        let renew = &self.shared.lock_statements().renew;
        let mut session = Session::on_connection(&self.shared, connection)?;
        let renewed = session.execute(renew, &self.values()?).await? > 0;
        if !renewed {
            self.lose();
        }
        Ok(renewed)
    }

    /// Takes the row away, if it is ours; answers whether it was.
    pub(super) async fn give_back(&self) -> Result<bool, Error> {
        let release = &self.shared.lock_statements().release;
        Ok(self.session().execute(release, &self.values()?).await? > 0)
    }

    /// Whether it is ours for certain. Once this says no it is lost.
    pub(super) fn is_held(&self) -> bool {
        let phase = *self.phase.borrow();
        match phase {
            Phase::Held { until } if Instant::now() < until => true,
            Phase::Held { until } => {
                // Unless it was renewed between the two looks.
                self.phase.send_if_modified(|phase| {
                    let over = *phase == Phase::Held { until };
                    if over {
                        *phase = Phase::Lost;
                    }
                    over
                });
                matches!(*self.phase.borrow(), Phase::Held { .. })
            }
            _ => false,
        }
    }

    pub(super) fn lose(&self) {
        self.leave(Phase::Lost);
    }

    /// From being held to `next`, if it is held.
    pub(super) fn leave(&self, next: Phase) {
        self.phase.send_if_modified(|phase| {
            let held = matches!(phase, Phase::Held { .. });
            if held {
                *phase = next;
            }
            held
        });
    }

    fn extend(&self, later: Instant) {
        self.phase.send_if_modified(|phase| match phase {
            Phase::Held { until } if *until < later => {
                *until = later;
                true
            }
            _ => false,
        });
    }

    fn session(&self) -> Session<'_, '_> {
        Session::on_pool(&self.shared)
    }

    fn values(&self) -> Result<Values<'_>, ErrorKind> {
        let lease = i64::try_from(self.length.as_millis()).unwrap_or(i64::MAX);
        Ok(Values { owner: self.owner, lease, ..Values::of(&self.key)? })
    }

    /// Does `work` in a span of its own, and tells its error what it was.
    pub(super) async fn told<T>(
        &self,
        operation: &'static str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        told(&self.shared, operation, Some(&self.key), work).await
    }
}

/// Whether what failed so may have been done all the same.
pub(super) fn may_have_happened(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Database { source } => {
            matches!(fault(source), Fault::Unavailable | Fault::Other)
        }
        _ => false,
    }
}

/// A number that no other guard has, with all that can be told: the standard library's hasher is
/// seeded by the operating system, and in a process that was forked the rest differs.
pub(super) fn random() -> u64 {
    RandomState::new().hash_one((std::process::id(), SystemTime::now()))
}

/// Between half of `pause` and the whole, so that those who wait do not all look at once.
pub(super) fn jittered(pause: Duration) -> Duration {
    let half = pause / 2;
    let nanos = u64::try_from(half.as_nanos()).unwrap_or(u64::MAX);
    half + Duration::from_nanos(random() % nanos.max(1))
}
