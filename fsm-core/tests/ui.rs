//! What the derives say of wrong models: one error each, at the word that is wrong, with what to
//! write instead.
//! It never tells what right models become: `derive_compiles.rs` does.
//!
//! The folders are named after mistakes. `TRYBUILD=overwrite cargo test -p fsm-core --test ui`
//! writes what the compiler says now; read it before you keep it.

#[test]
fn wrong_models_are_refused_in_words_that_help() {
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
