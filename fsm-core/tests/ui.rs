//! What a wrong model is told: one error, at the token that is wrong, with what to write instead.
//!
//! The folders are named after the mistake. `TRYBUILD=overwrite cargo test -p fsm-core --test ui`
//! writes the messages anew; read them in the diff.

#[test]
fn a_wrong_model_is_told_what_to_write() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/*.rs");
}
