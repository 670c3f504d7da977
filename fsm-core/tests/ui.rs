//! What a wrong model is told: one error, at the token that is wrong, with what to write instead.
//!
//! The folders are named after the mistake; `ui_all_at_once` holds models with several.
//! `TRYBUILD=overwrite cargo test -p fsm-core --test ui` writes the messages anew; read them in
//! the diff.

#[test]
fn a_wrong_model_is_told_what_to_write() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/*.rs");
    cases.compile_fail("tests/ui_all_at_once/*.rs");
}

/// Reads the files and not the compiler: a message that repeats itself is noise to whoever made
/// one mistake.
#[test]
fn one_mistake_is_one_error() {
    let mut checked = 0;
    for folder in std::fs::read_dir("tests/ui").unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "stderr") {
                let text = std::fs::read_to_string(&path).unwrap();
                let errors = text.lines().filter(|line| line.starts_with("error")).count();
                assert_eq!(errors, 1, "{}", path.display());
                checked += 1;
            }
        }
    }
    assert!(checked >= 60, "{checked} wrong inputs are too few");
}
