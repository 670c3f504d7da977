//! The time of day, as the ledger writes it.
//! It never measures how long something took.

use std::time::SystemTime;

/// Now, in UTC, to the millisecond: `2026-11-21T20:45:00.123Z`.
pub(super) fn now() -> String {
    humantime::format_rfc3339_millis(SystemTime::now()).to_string()
}
