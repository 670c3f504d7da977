use super::Work;
use crate::error::{Error, ErrorKind};
use crate::exec::door;
use crate::exec::session::{Session, Transaction};

const NAME: &str = "fsm_core_schema";

/// Does `work` in a transaction that sqlx began, keeps it or undoes it.
pub(super) async fn finish(
    mut transaction: Box<dyn Transaction + '_>,
    work: &mut dyn Work,
) -> Result<(), Error> {
    match work.run(transaction.session()).await {
        Ok(()) => transaction.commit().await.map_err(|source| {
            ErrorKind::Connection { doing: "commit the transaction", source }.into()
        }),
        Err(error) => {
            // The error that led here says more than one about the rollback would; a connection
            // that cannot roll back is broken, and its transaction ends with it.
            let _ = transaction.rollback().await;
            Err(error)
        }
    }
}

/// Does `work` in a savepoint of a transaction that sqlx knows of.
pub(super) async fn nested(session: &mut dyn Session, work: &mut dyn Work) -> Result<(), Error> {
    let transaction = session.begin(None).await.map_err(|source| {
        Error::from(ErrorKind::Connection { doing: "set a savepoint", source })
    })?;
    finish(transaction, work).await
}

/// Does `work` in a savepoint of a transaction that the caller began without sqlx knowing.
pub(super) async fn unknown(session: &mut dyn Session, work: &mut dyn Work) -> Result<(), Error> {
    door::control(session, "set a savepoint", format!("SAVEPOINT {NAME}")).await?;
    let result = work.run(session).await;
    if result.is_err() {
        door::control(session, "roll back to a savepoint", format!("ROLLBACK TO SAVEPOINT {NAME}"))
            .await?;
    }
    door::control(session, "release a savepoint", format!("RELEASE SAVEPOINT {NAME}")).await?;
    result
}
