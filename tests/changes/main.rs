//! The table of changes: what comparing finds between a schema and another, on every database.
//!
//! `BLESS=1 cargo test -p fsm-tests --test changes` writes the folders in `tests/changes/cases` anew: read them in the
//! diff. `FSM_CHANGE=name` runs the cases whose names contain this.

mod case;
mod expected;
mod faults;
mod ground;
mod list;
mod run;

use std::process::ExitCode;

use fsm_tests::Suite;

/// Three databases wait for their disks more than the tests do for a processor.
const AT_A_TIME: usize = 8;

fn main() -> ExitCode {
    if let Err(problem) = expected::folders() {
        eprintln!("{problem}");
        return ExitCode::FAILURE;
    }
    let code = Suite::new().on_all(run::themes()).at_a_time(AT_A_TIME).run();
    for (name, dialect, reason) in faults::KNOWN {
        println!("known fault: {name} on {dialect}: {reason}");
    }
    code
}
