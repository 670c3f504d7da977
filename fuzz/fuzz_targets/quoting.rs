//! Whatever is quoted is read back whole, by each database's own rules.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(broken) = fsm_tests::law::quoting::check(text) {
        panic!("{broken}");
    }
});
