//! Rule: a file or folder that the documents name exists.
//!
//! Code blocks are not looked at: they show users' projects.

use super::{Fault, Tree};

/// Endings that make a word in backticks a file name.
const ENDINGS: &[&str] = &[".rs", ".md", ".toml", ".sql", ".sh", ".lock", ".yml"];

/// Files of users' projects that the documents speak of.
const USERS: &[&str] = &["fsm.toml", "main.rs", "src/main.rs"];

pub(super) fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, text) in tree.ending(".md") {
        for (line, name) in mentions(tree, text) {
            let name = name.split('#').next().unwrap_or(name).trim_end_matches('/');
            if is_there(tree, file, name) || USERS.contains(&name) {
                continue;
            }
            let text = format!("`{name}` does not exist");
            faults.push(Fault { file: file.to_owned(), line, text });
        }
    }
    faults
}

/// Whether `name` is a path from the top of the repository or from the folder of `file`.
fn is_there(tree: &Tree, file: &str, name: &str) -> bool {
    let name = name.trim_start_matches("./");
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    tree.has(name) || tree.has(&joined(folder, name))
}

/// `name` as seen from `folder`.
fn joined(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// Paths in links, and in backticks what looks like one, with their lines.
fn mentions<'t>(tree: &Tree, text: &'t str) -> Vec<(usize, &'t str)> {
    let mut mentions = Vec::new();
    let mut in_block = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            let spans = line.split('`').skip(1).step_by(2).filter(|span| is_file(tree, span));
            mentions.extend(spans.chain(links(line)).map(|name| (index + 1, name)));
        }
    }
    mentions
}

/// Targets of `[text](target)` inside the repository.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let (target, _) = rest.split_once(')')?;
        (!target.contains("://")
            && !target.starts_with(['#', '<'])
            && !target.starts_with("mailto:"))
        .then_some(target)
    })
}

/// Whether a word in backticks names a file or a folder: it has an ending of one, or begins with a folder of ours.
fn is_file(tree: &Tree, span: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if span.is_empty() || !span.chars().all(plain) || span.starts_with('/') {
        return false;
    }
    let has_ending =
        ENDINGS.iter().any(|ending| span.len() > ending.len() && span.ends_with(ending));
    // Without an ending `a/b` may be anything.
    let Some((first, rest)) = span.split_once('/') else { return has_ending };
    has_ending || rest.is_empty() || first.starts_with('.') || tree.has(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_in(file: &str, text: &str, expected: &[&str]) {
        let files = [("src/lib.rs", ""), ("docs/a.md", ""), (".ci/run", ""), (file, text)];
        let found: Vec<String> =
            check(&Tree::of(&files)).into_iter().map(|fault| fault.text).collect();
        let expected: Vec<String> =
            expected.iter().map(|name| format!("`{name}` does not exist")).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_missing_file_is_found() {
        check_in(
            "README.md",
            "See `src/gone.rs` and [this](docs/b.md).",
            &["src/gone.rs", "docs/b.md"],
        );
        check_in("README.md", "See `gone/` and `.ci/walk`.", &["gone", ".ci/walk"]);
        check_in("README.md", "See `docs/c`.", &["docs/c"]);
    }

    #[test]
    fn what_exists_is_fine() {
        check_in("README.md", "`src/lib.rs` `src/` `.ci/run` [x](./docs/a.md#top)", &[]);
        check_in("docs/b.md", "[x](a.md) [y](../README.md) `a.md`", &["../README.md"]);
    }

    #[test]
    fn what_is_no_file_is_left_alone() {
        check_in(
            "README.md",
            "`MIT/Apache-2.0` `a/b/c` `a::b` `x < y` [w](https://a.b/c.md) [h](#here) `.md`",
            &[],
        );
        check_in("README.md", "```\n`src/gone.rs`\n```\n", &[]);
    }
}
