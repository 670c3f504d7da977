use super::{Work, savepoint};
use crate::error::{Error, ErrorKind};
use crate::exec::fault::{Fault, is_nested, of_driver};
use crate::exec::patience::Patience;
use crate::exec::session::Session;
use crate::schema::Dialect;

/// `BEGIN IMMEDIATE` is the lock: SQLite lets one session write at a time.
pub(super) async fn locked(
    session: &mut dyn Session,
    patience: &mut Patience,
    work: &mut dyn Work,
) -> Result<(), Error> {
    if session.in_transaction() {
        return savepoint::nested(session, work).await;
    }
    loop {
        let source = match session.begin(Some("BEGIN IMMEDIATE")).await {
            Ok(transaction) => return savepoint::finish(transaction, work).await,
            Err(source) => source,
        };
        if is_nested(&source) {
            break;
        }
        if of_driver(Dialect::Sqlite, &source) != Fault::Busy {
            return Err(ErrorKind::Connection { doing: "begin a transaction", source }.into());
        }
        patience.pause("sqlite").await?;
    }
    savepoint::unknown(session, work).await
}
