use super::{LockStrategy, Work, row, savepoint};
use crate::error::{Error, ErrorKind};
use crate::exec::door;
use crate::exec::patience::Patience;
use crate::exec::session::{Beginning, Session};

/// The key of the advisory lock: `fsm_core` in ASCII. Advisory locks are per database.
const KEY: i64 = 0x6673_6d5f_636f_7265;

/// Not the connection's default isolation: a snapshot taken before the lock would not show what
/// its last holder created.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// An advisory lock of the transaction, which ends with it on every path, also if the process
/// dies, and also behind a pooler that gives each transaction another session.
pub(super) async fn locked(
    session: &mut dyn Session,
    strategy: LockStrategy,
    in_transaction: bool,
    patience: &mut Patience,
    work: &mut dyn Work,
) -> Result<(), Error> {
    if strategy == LockStrategy::Row {
        row::make_postgres(session).await?;
    }
    let known = session.in_transaction();
    if known || in_transaction {
        while !taken(session, strategy).await? {
            patience.pause("postgres").await?;
        }
        return if known {
            savepoint::nested(session, work).await
        } else {
            savepoint::unknown(session, work).await
        };
    }
    let mut beginning = Beginning { session, open: false };
    loop {
        beginning.open = true;
        let begun = beginning.session.begin(Some(BEGIN)).await;
        beginning.open = false;
        let mut transaction = begun.map_err(|source| {
            Error::from(ErrorKind::Connection { doing: "begin a transaction", source })
        })?;
        if taken(transaction.session(), strategy).await? {
            return savepoint::finish(transaction, work).await;
        }
        // Nobody waits inside of a transaction: it would hold up `CREATE INDEX CONCURRENTLY`.
        transaction.rollback().await.map_err(|source| {
            Error::from(ErrorKind::Connection { doing: "end a transaction", source })
        })?;
        patience.pause("postgres").await?;
    }
}

async fn taken(session: &mut dyn Session, strategy: LockStrategy) -> Result<bool, Error> {
    match strategy {
        LockStrategy::None => return Ok(true),
        LockStrategy::Row => return row::taken_postgres(session).await,
        LockStrategy::Advisory => {}
    }
    let sql = format!("SELECT pg_try_advisory_xact_lock({KEY})::text");
    let rows = door::rows(session, "take the schema lock", sql).await?;
    Ok(rows.value() == Some("true"))
}
