//! Rule: nothing in the repository is marked as unfinished; what is left to do is an issue.

use super::{Fault, Tree};

/// Words that mark unfinished work, put together so that this file does not contain them.
const MARKS: &[&str] =
    &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("todo", "!")];

pub(super) fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, text) in tree.files() {
        for (index, line) in text.lines().enumerate() {
            for mark in MARKS.iter().filter(|mark| has_word(line, mark)) {
                let text = format!("`{mark}` marks unfinished work");
                faults.push(Fault { file: file.clone(), line: index + 1, text });
            }
        }
    }
    faults
}

/// Whether `word` stands in `line` with no letter or digit on either side.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_as_words() {
        for mark in MARKS {
            let text = format!("fine\n// {mark}: later\nMY{mark}S\n");
            let faults = check(&Tree::of(&[("a.rs", &text)]));
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].line, 2);
        }
    }
}
