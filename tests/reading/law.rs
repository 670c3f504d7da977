//! The laws, for one sample on one ground.

use crate::ground::{Error, Ground};
use crate::sample::Sample;

/// Holds them all, and leaves the ground empty.
///
/// # Errors
/// With the law that is broken, and how.
pub(crate) async fn check(ground: &mut Ground<'_>, sample: &Sample) -> Result<(), Error> {
    let held = held(ground, sample).await;
    ground.clear().await?;
    held
}

async fn held(ground: &Ground<'_>, sample: &Sample) -> Result<(), Error> {
    ground.create(&sample.before.metadata()).await.map_err(|error| format!("creating: {error}"))?;
    Ok(())
}
