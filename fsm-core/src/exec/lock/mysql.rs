use super::{LockStrategy, Work, row};
use crate::error::{Error, ErrorKind};
use crate::exec::door;
use crate::exec::patience::Patience;
use crate::exec::session::Session;

/// The name of the lock. Such locks are the whole server's, so it holds the database's name, in
/// a form that always fits into the 64 characters a lock's name may have.
const NAME: &str = "CONCAT('fsm_core:', MD5(COALESCE(DATABASE(), '')))";

/// What makes sqlx count a transaction. Dropped before its answer is read, it goes back to the pool
/// with the connection, as any `BEGIN` of sqlx's does; being read-only, it then refuses what is
/// written next rather than losing it, and the next `BEGIN` ends it.
const BEGIN: &str = "START TRANSACTION READ ONLY";

/// Marks the transaction begun next as one of this room's, for a look after a call that was dropped
/// in the middle of `BEGIN`: what such a call leaves open holds nothing, and is no caller's.
const MARK: &str = "SET @fsm_core_begins = 1";

/// In words of its own, because `completion_type` may have a plain `COMMIT` begin another or end the
/// session.
const END: &str = "COMMIT AND NO CHAIN NO RELEASE";

/// From here on `ROLLBACK` ends the session. `SET` remembers what was there before.
///
/// A comment can only be a plain string, and no plain string with a backslash means the same with
/// and without `NO_BACKSLASH_ESCAPES`, so that mode is off while tables are created.
const GUARD: &str = "SET @fsm_core_completion_type = @@SESSION.completion_type, \
                     SESSION completion_type = 'RELEASE', \
                     @fsm_core_sql_mode = @@SESSION.sql_mode, \
                     SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')";

const UNGUARD: &str = "SET SESSION completion_type = @fsm_core_completion_type, \
                       SESSION sql_mode = @fsm_core_sql_mode, \
                       @fsm_core_begins = NULL";

/// How many seconds the server waits for the lock at a time. It answers at once when the lock is
/// free, so this is only how often the timeout is looked at.
const TURN: u64 = 1;

/// `GET_LOCK`, which the server keeps for the session rather than for a transaction.
///
/// A future that is dropped in the middle cannot send `RELEASE_LOCK`, and its session may go back
/// to a pool with the lock. But sqlx rolls back the transaction it knows of, as soon as the
/// connection goes back to its pool or is used again; and with `completion_type = RELEASE`
/// (MySQL's manual, 13.3.1) that rollback ends the session, which frees the lock. The transaction
/// is there for that alone: the server's own is over before the first statement.
pub(super) async fn locked(
    session: &mut dyn Session,
    strategy: LockStrategy,
    in_transaction: bool,
    patience: &mut Patience,
    work: &mut dyn Work,
) -> Result<(), Error> {
    if session.in_transaction() || in_transaction {
        return Err(ErrorKind::ImplicitCommit.into());
    }
    if strategy == LockStrategy::None {
        return work.run(session).await;
    }
    door::control(session, "mark the transaction", MARK).await?;
    let mut transaction = session.begin(Some(BEGIN)).await.map_err(|source| {
        Error::from(ErrorKind::Connection { doing: "begin a transaction", source })
    })?;
    let inner = transaction.session();
    door::control(inner, "end the transaction", END).await?;
    door::control(inner, "guard the schema lock", GUARD).await?;
    let result = match strategy {
        LockStrategy::Row => under_lease(inner, patience, work).await,
        _ => under_lock(inner, patience, work).await,
    };
    let unguarded = door::control(inner, "release the schema lock", UNGUARD).await;
    let ended = transaction.commit().await.map_err(|source| {
        Error::from(ErrorKind::Connection { doing: "end a transaction", source })
    });
    result.and(unguarded).and(ended)
}

async fn under_lock(
    session: &mut dyn Session,
    patience: &mut Patience,
    work: &mut dyn Work,
) -> Result<(), Error> {
    take(session, patience).await?;
    let result = work.run(session).await;
    let release = format!("DO RELEASE_LOCK({NAME})");
    let released = door::control(session, "release the schema lock", release).await;
    result.and(released)
}

async fn under_lease(
    session: &mut dyn Session,
    patience: &mut Patience,
    work: &mut dyn Work,
) -> Result<(), Error> {
    let lease = row::Lease::take(session, patience).await?;
    let result = work.run(session).await;
    result.and(lease.release(session).await)
}

async fn take(session: &mut dyn Session, patience: &mut Patience) -> Result<(), Error> {
    let mut turn = 0;
    loop {
        let sql = format!("SELECT CAST(GET_LOCK({NAME}, {turn}) AS CHAR)");
        let rows = door::rows(session, "take the schema lock", sql).await?;
        match rows.value() {
            Some("1") => return Ok(()),
            Some(_) => patience.check("mysql")?,
            // The server could not even try, such as when it is short of memory.
            None => patience.pause("mysql").await?,
        }
        turn = TURN;
    }
}
