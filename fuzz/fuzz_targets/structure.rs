//! Whatever stands in a name or a text, the statements keep their tokens.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(broken) = fsm_tests::law::structure::check(text) {
        panic!("{broken}");
    }
});
