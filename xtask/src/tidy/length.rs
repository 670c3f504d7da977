//! Rule: a source file stays short enough to be about one thing.

use super::{Fault, Tree};

/// Past this number of lines a file wants a second noun.
const MOST: usize = 600;

/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

pub(super) fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, text) in tree.ending(".rs").filter(|(file, _)| !is_test(file)) {
        let lines = text.lines().count();
        if lines > MOST && !LONGER.iter().any(|(longer, _)| longer == &file) {
            let text = format!("{lines} lines, more than {MOST}: split it by noun");
            faults.push(Fault { file: file.to_owned(), line: MOST + 1, text });
        }
    }
    for (file, _) in LONGER {
        let still = tree.files().get(*file).is_some_and(|text| text.lines().count() > MOST);
        if !still && tree.has("xtask/src/tidy/length.rs") {
            let text = "is allowed to be long and is not: take it off the list".to_owned();
            faults.push(Fault { file: (*file).to_owned(), line: 1, text });
        }
    }
    faults
}

/// Tests are lists of cases and may be long.
fn is_test(file: &str) -> bool {
    file.split('/').any(|part| matches!(part, "tests" | "tests.rs" | "contract"))
        && !file.starts_with("tests/src/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found_unless_it_is_a_test() {
        let (fits, long) = ("a\n".repeat(MOST), "a\n".repeat(MOST + 1));
        let files = [
            ("a/src/fits.rs", fits.as_str()),
            ("a/src/long.rs", &long),
            ("a/src/b/tests.rs", &long),
            ("tests/contract/long.rs", &long),
            ("tests/src/long.rs", &long),
            ("long.md", &long),
        ];
        let found: Vec<String> =
            check(&Tree::of(&files)).into_iter().map(|fault| fault.file).collect();
        assert_eq!(found, ["a/src/long.rs", "tests/src/long.rs"]);
    }
}
