//! Event isolation: of all handlers of a conversation, in whatever process, one at a time.
//! It never keeps a connection: between two statements there is only a row, which says whose turn
//! it is and until when.
//!
//! The row is a lease by the database's clock. A task behind each guard takes it, renews it and
//! removes it (see `spawn`); if the process dies, the lease ends by its limit.

mod keeper;
mod lease;
mod spawn;

use crate::error::{Error, ErrorKind};
use crate::key::StorageKey;
use crate::race::{First, race};
use crate::sql::Values;
use crate::store::{FsmStorage, Session, Shared, StorageConnection, told};
use futures_timer::Delay;
use keeper::Keeper;
use lease::{Lease, Phase};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// The shortest lease: a renewal at a third of it must have time to arrive.
const SHORTEST: Duration = Duration::from_millis(100);

/// The longest lease: who waits for longer than a day waits for a person.
const LONGEST: Duration = Duration::from_hours(24);

impl FsmStorage {
    /// Waits until nobody else handles the conversation, and keeps others waiting from then on,
    /// until the guard is dropped.
    ///
    /// `.await` the answer; nothing happens before. What keeps others away is a row with a time
    /// limit, renewed by a task while the guard lives, so a guard may live as long as it likes and
    /// occupies no connection. If the process dies or is paused for longer than the limit, another
    /// one takes over; a process that comes back finds that out by [`LockGuard::is_held`],
    /// [`LockGuard::check`] and [`LockGuard::lost`]. Dropping the future gives up waiting.
    ///
    /// Only those who call `lock` are kept apart: the other operations do not ask for the guard.
    /// Whoever locks a conversation that it has locked already waits for itself.
    ///
    /// Callers of one process, on clones of one storage, come first by first; between processes it
    /// is chance, but none keeps the others out for long.
    ///
    /// ```
    /// # use fsm_storage::{Error, FsmStorage, StorageKey};
    /// # use std::time::Duration;
    /// # async fn run(storage: FsmStorage, key: StorageKey) -> Result<(), Error> {
    /// let guard = storage.lock(&key).timeout(Duration::from_secs(30)).await?;
    /// let state = storage.get_state(&key).await?;
    /// // Nobody else handles this conversation here, however long it takes.
    /// storage.set_state(&key, Some("form:age")).await?;
    /// drop(guard);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::LockTimeout`] after [`Lock::timeout`]; [`ErrorKind::Database`]; a key that is
    /// too long; [`ErrorKind::Stopped`] while the runtime shuts down.
    pub fn lock<'s>(&'s self, key: &'s StorageKey) -> Lock<'s> {
        let shared = self.shared();
        Lock { shared, key, length: shared.lease(), timeout: shared.lock_timeout() }
    }

    /// A guard if nobody handles the conversation or waits for it in this process.
    ///
    /// # Errors
    /// As [`FsmStorage::lock`], without the timeout.
    pub async fn try_lock(&self, key: &StorageKey) -> Result<Option<LockGuard>, Error> {
        let shared = self.shared();
        told(shared, "try_lock", Some(key), async {
            let Some(turn) = shared.queue().turn_if_free(key) else { return Ok(None) };
            let lease = Lease::new(shared.clone(), key.clone(), bounded(shared.lease()));
            keep(Keeper::new(lease, turn), false).await
        })
        .await
    }

    /// Removes the rows that holders left behind who died, and answers how many. Such a row holds
    /// nobody up, and is used again by whoever locks the conversation next.
    ///
    /// # Errors
    /// [`ErrorKind::Database`].
    pub async fn purge_locks(&self) -> Result<u64, Error> {
        let shared = self.shared();
        let purge = &shared.lock_statements().purge;
        told(shared, "purge_locks", None, async {
            Session::on_pool(shared).execute(purge, &Values::default()).await
        })
        .await
    }
}

/// What [`FsmStorage::lock`] waits for.
#[derive(Debug)]
#[must_use = "nothing is locked before it is awaited"]
pub struct Lock<'s> {
    shared: &'s Arc<Shared>,
    key: &'s StorageKey,
    length: Duration,
    timeout: Option<Duration>,
}

impl Lock<'_> {
    /// How long the conversation stays locked after the holder died or lost the database, and how
    /// long it may be paused; [`FsmStorageBuilder::lease`](crate::FsmStorageBuilder::lease) unless
    /// it is told. 100 milliseconds at least, a day at most. It is renewed at a third of that.
    pub fn lease(mut self, length: Duration) -> Self {
        self.length = length;
        self
    }

    /// How long to wait at most; `None` for as long as it takes.
    /// [`FsmStorageBuilder::lock_timeout`](crate::FsmStorageBuilder::lock_timeout) unless it is
    /// told.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    async fn guard(self) -> Result<LockGuard, Error> {
        let Self { shared, key, length, timeout } = self;
        let started = Instant::now();
        let locking = async {
            // Refused before it is waited for.
            Values::of(key)?;
            let turn = shared.queue().turn(key).await;
            let lease = Lease::new(shared.clone(), key.clone(), bounded(length));
            let guard = keep(Keeper::new(lease, turn), true).await?;
            guard.ok_or_else(|| ErrorKind::Stopped.into())
        };
        let locked = async {
            let Some(timeout) = timeout else { return locking.await };
            match race(locking, Delay::new(timeout)).await {
                First::One(locked) => locked,
                First::Other(()) => {
                    Err(ErrorKind::LockTimeout { waited: started.elapsed() }.into())
                }
            }
        };
        told(shared, "lock", Some(key), locked).await
    }
}

impl<'s> IntoFuture for Lock<'s> {
    type Output = Result<LockGuard, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 's>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.guard())
    }
}

fn bounded(length: Duration) -> Duration {
    length.clamp(SHORTEST, LONGEST)
}

/// Lets `keeper` run, and waits for its answer.
async fn keep(keeper: Keeper, waits: bool) -> keeper::Answer {
    let (answer, answered) = oneshot::channel();
    spawn::spawn(keeper.run(waits, answer, tracing::Span::current()));
    answered.await.unwrap_or_else(|_| Err(ErrorKind::Stopped.into()))
}

/// The right to handle a conversation, until it is dropped.
///
/// Dropping it sends the release and waits for nothing; [`LockGuard::release`] waits. If it cannot
/// be sent, because the runtime or the process ends, the lock ends by its limit.
///
/// A lock can be lost: the process was paused, or the database was out of reach, for longer than
/// the limit. There are three ways to know, and a fourth that needs none:
///
/// - [`is_held`](LockGuard::is_held) asks nobody and is right but for the clocks: both sides count
///   the same time.
/// - [`check`](LockGuard::check) asks the database, which knows.
/// - [`lost`](LockGuard::lost) waits for it, and [`while_held`](LockGuard::while_held) ends a
///   handler that has lost it.
/// - [`check_on`](LockGuard::check_on) asks inside of a transaction and keeps the lock up to its
///   end: what is committed there was done by the holder, whatever happens to clocks and processes.
#[derive(Debug)]
#[must_use = "the lock is released when the guard is dropped"]
pub struct LockGuard(Arc<Lease>);

impl LockGuard {
    fn new(lease: Arc<Lease>) -> Self {
        Self(lease)
    }

    /// The conversation.
    #[must_use]
    pub fn key(&self) -> &StorageKey {
        &self.0.key
    }

    /// Whether the lock is held, as far as can be told without asking. Once it is `false` it stays
    /// so.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.0.is_held()
    }

    /// Asks the database whether the lock is held, and makes it last its whole length from now on.
    ///
    /// # Errors
    /// [`ErrorKind::LockLost`]; [`ErrorKind::Database`] if it could not be asked, which says
    /// nothing about the lock.
    pub async fn check(&self) -> Result<(), Error> {
        let lease = &self.0;
        lease
            .told("check", async {
                if matches!(*lease.phase.borrow(), Phase::Held { .. }) && lease.renew().await? {
                    return Ok(());
                }
                Err(ErrorKind::LockLost.into())
            })
            .await
    }

    /// Asks on a connection of the caller's: in a transaction, nobody else gets the lock before its
    /// end.
    ///
    /// Begin the transaction with it: on SQLite, and in stricter modes than the usual one on
    /// PostgreSQL, what was read before may be too old for writing. End the transaction soon: on
    /// SQLite every writer waits for it.
    ///
    /// ```
    /// # use fsm_storage::{FsmStorage, LockGuard, StorageKey};
    /// # #[cfg(feature = "sqlite")]
    /// # async fn run(
    /// #     pool: sqlx::SqlitePool, storage: FsmStorage, guard: LockGuard,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut transaction = pool.begin().await?;
    /// guard.check_on(&mut transaction).await?;
    /// storage.on(&mut transaction).set_state(guard.key(), Some("order:paid")).await?;
    /// transaction.commit().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`LockGuard::check`], and [`ErrorKind::WrongDatabase`].
    pub async fn check_on<'c>(
        &self,
        connection: impl Into<StorageConnection<'c>>,
    ) -> Result<(), Error> {
        let (lease, mut connection) = (&self.0, connection.into());
        lease
            .told("check_on", async {
                if matches!(*lease.phase.borrow(), Phase::Held { .. })
                    && lease.renew_on(&mut connection).await?
                {
                    return Ok(());
                }
                Err(ErrorKind::LockLost.into())
            })
            .await
    }

    /// Waits until the lock is lost; for ever if it never is.
    pub async fn lost(&self) {
        let mut phase = self.0.phase.subscribe();
        while self.0.is_held() {
            let Phase::Held { until } = *phase.borrow_and_update() else { return };
            let left = until.saturating_duration_since(Instant::now());
            race(phase.changed(), Delay::new(left)).await;
        }
    }

    /// Does `work`, and drops it half-way if the lock is lost before it is done.
    ///
    /// # Errors
    /// [`ErrorKind::LockLost`].
    pub async fn while_held<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        match race(self.lost(), work).await {
            First::Other(done) => Ok(done),
            First::One(()) => {
                Err(Error::from(ErrorKind::LockLost).of("while_held", Some(self.key())))
            }
        }
    }

    /// Releases the lock and waits until that is done. Answers whether it was held up to now:
    /// `false` if it was lost, or if the database cannot be reached to say.
    pub async fn release(self) -> bool {
        let lease = self.0.clone();
        let mut phase = lease.phase.subscribe();
        drop(self);
        let ended = phase.wait_for(|phase| matches!(phase, Phase::Ended { .. })).await;
        ended.is_ok_and(|phase| *phase == Phase::Ended { was_held: true })
    }
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        self.0.leave(Phase::Released);
    }
}
