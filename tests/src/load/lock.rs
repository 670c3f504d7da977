use std::process;
use std::time::Duration;

use super::{Error, KEY, Stage};
use fsm_storage::ErrorKind;

/// The table that handlers write down in when they begin and when they are done: `who`, and `what`
/// is `in` or `out`. What the database numbers the rows by is created with it.
pub const LOG: &str = "handled";

/// How long a lock of the storms outlives a holder that was killed.
const LEASE: Duration = Duration::from_secs(1);

impl Stage {
    /// Handles the conversation again and again, and writes that down; 0 rounds are without end.
    pub(super) async fn lock(&self, actor: usize, rounds: u64) -> Result<(), Error> {
        let mut round = 0;
        while rounds == 0 || round < rounds {
            let guard = self.storage.lock(&KEY).lease(LEASE).await?;
            let who = format!("{}.{actor}.{round}", process::id());
            self.log(&who, "in").await?;
            tokio::time::sleep(Duration::from_millis(2)).await;
            guard.check().await?;
            self.log(&who, "out").await?;
            drop(guard);
            round += 1;
        }
        Ok(())
    }

    async fn log(&self, who: &str, what: &str) -> Result<(), Error> {
        let sql = format!("INSERT INTO {LOG} (who, what) VALUES ('{who}', '{what}')");
        Ok(self.pool.execute(&sql).await?)
    }

    /// Holds the conversation until the lock is lost, and says how that was noticed: `clock` is
    /// without asking, `asked` is what the database said.
    pub(super) async fn hold(&self) -> Result<(), Error> {
        let guard = self.storage.lock(&KEY).lease(LEASE * 3).await?;
        println!("held");
        loop {
            // What a handler does that looks before each thing it does.
            let (by_clock, asked) = (!guard.is_held(), guard.check().await);
            match asked {
                Ok(()) if by_clock => return Err("held after it was said to be lost".into()),
                Ok(()) => println!("still"),
                Err(error) if matches!(error.kind(), ErrorKind::LockLost) => {
                    println!("lost, by clock: {by_clock}");
                    return Ok(());
                }
                Err(error) => return Err(error.into()),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}
