//! Names of test databases: a prefix, the process that made them, a number.
//!
//! Never decides what to do with a database.

use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// What the name of every test database begins with.
pub const PREFIX: &str = "fsm_test_";

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A name that no other test has: `fsm_test_<process>_<time in hex>_<number>`.
pub(super) fn unique() -> String {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    // Processes of other machines may share the server and the process number.
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_micros());
    format!("{PREFIX}{}_{time:x}_{number}", process::id())
}

/// The process that made the database `name`; `None` for a database that is no test's.
pub(super) fn maker(name: &str) -> Option<u32> {
    let (process, _) = name.strip_prefix(PREFIX)?.split_once('_')?;
    process.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_and_tell_their_process() {
        let (one, two) = (unique(), unique());
        assert_ne!(one, two);
        assert_eq!(maker(&one), Some(process::id()));
    }

    #[test]
    fn other_databases_have_no_maker() {
        for name in [
            "postgres",
            "fsm_test",
            "fsm_test_",
            "fsm_test_notes",
            "my_fsm_test_1_2_3",
            "fsm_test_x_1",
        ] {
            assert_eq!(maker(name), None, "{name}");
        }
    }
}
