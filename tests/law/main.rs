//! Laws of the text that the library makes, on texts that nobody thought of: no database needed.
//!
//! `PROPTEST_CASES` sets how many; `cargo xtask fuzz` runs these for a given time.

mod fuzzed;
mod listed;
mod process;

/// As many cases as `PROPTEST_CASES` says, otherwise `few`: enough for a regression, short enough for CI.
fn cases(few: u32) -> proptest::test_runner::Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(few);
    proptest::test_runner::Config { cases, failure_persistence: None, ..Default::default() }
}
