//! Whether the user asked to stop; commands that hold something finish by giving it back.
//!
//! Ends nothing itself.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Error;

static ASKED: AtomicBool = AtomicBool::new(false);
static LISTEN: Once = Once::new();

/// From now on Ctrl-C and termination are noted instead of ending this program at once.
pub(crate) fn listen() -> Result<(), Error> {
    let mut result = Ok(());
    LISTEN.call_once(|| {
        result = ctrlc::set_handler(|| ASKED.store(true, Ordering::SeqCst));
    });
    result.map_err(|error| format!("cannot listen for Ctrl-C: {error}").into())
}

/// Whether Ctrl-C was pressed or termination asked for.
pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
