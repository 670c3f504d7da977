//! Rule: no file names a place that only one person's machine has.

use super::{Fault, Tree};

/// Beginnings of such places, put together so that this file does not contain them.
const PLACES: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("C:", "\\"),
];

pub(super) fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, text) in tree.files() {
        for (index, line) in text.lines().enumerate() {
            for place in PLACES.iter().filter(|place| names(line, place)) {
                let text = format!("`{place}..` is a place on someone's machine");
                faults.push(Fault { file: file.clone(), line: index + 1, text });
            }
        }
    }
    faults
}

/// Whether a path in `line` begins with `place`, rather than having it in the middle.
fn names(line: &str, place: &str) -> bool {
    let is_path = |c: char| c.is_alphanumeric() || "._-~*}>".contains(c);
    line.match_indices(place).any(|(at, _)| !line[..at].ends_with(is_path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_places_are_found_and_relative_ones_are_not() {
        for place in PLACES {
            let text = format!("cd {place}x\n\"sqlite://{place}x\"\ncd a{place}x\n");
            let lines: Vec<usize> =
                check(&Tree::of(&[("a.sh", &text)])).iter().map(|fault| fault.line).collect();
            assert_eq!(lines, [1, 2], "{place}");
        }
    }
}
