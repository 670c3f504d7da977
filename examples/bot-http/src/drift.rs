//! Whether the tables that stand are as the models say, asked once before the first request.

use fsm_core::{DatabasePool, Metadata, Verdict};
use std::{env, error::Error};

/// Says what differs; `SCHEMA_DRIFT=refuse` makes it an error, `SCHEMA_DRIFT=warn`, which is what
/// happens unless it is told, does not.
pub async fn check(metadata: &Metadata, pool: &DatabasePool) -> Result<(), Box<dyn Error>> {
    let refuse = match env::var("SCHEMA_DRIFT").as_deref() {
        Ok("refuse") => true,
        Ok("warn") | Err(env::VarError::NotPresent) => false,
        Ok(other) => {
            return Err(format!("SCHEMA_DRIFT is `warn` or `refuse`, not `{other}`").into());
        }
        Err(error) => return Err(error.to_string().into()),
    };
    let comparison = metadata.compare(pool).await?;
    if comparison.verdict() == Verdict::Equal {
        return Ok(());
    }
    if refuse && comparison.verdict() == Verdict::Different {
        return Err(comparison.to_string().into());
    }
    eprintln!("{comparison}");
    Ok(())
}
