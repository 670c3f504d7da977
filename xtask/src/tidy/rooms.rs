//! Rule: a room of a crate uses only rooms to its left in ARCHITECTURE.md's table, and the table tells what there is.
//!
//! Tests may look anywhere, and so may the crate's root unless the table lists it as a room.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{self, Crate};
use super::token::{Token, tokens};
use super::{Fault, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Fault> {
    let Some(text) = tree.files().get(table::FILE) else {
        return vec![fault(table::FILE, 1, "is missing, and with it the table of rooms".into())];
    };
    let crates = table::crates(text);
    if crates.is_empty() {
        return vec![fault(table::FILE, 1, "has no table of rooms".into())];
    }
    crates.iter().flat_map(|listed| check_crate(tree, listed)).collect()
}

fn check_crate(tree: &Tree, listed: &Crate<'_>) -> Vec<Fault> {
    let source = format!("{}/src/", listed.name);
    let front = tree.files().get(&format!("{source}lib.rs")).map_or("", String::as_str);
    let exported = exports(front, listed);
    let mut faults = check_table(tree, listed, &source);
    for (path, text) in tree.ending(".rs") {
        let Some(inner) = path.strip_prefix(&source) else { continue };
        let module = module(inner);
        let room = module.first().map_or("lib", String::as_str);
        let is_test = module.iter().any(|part| part == "tests");
        let Some(position) = listed.position(room).filter(|_| !is_test) else { continue };
        for used in uses(text, &module) {
            let target = exported.get(used.text).copied().unwrap_or(used.text);
            if listed.position(target).is_some_and(|other| other > position) {
                let via =
                    if target == used.text { String::new() } else { format!(" (`{}`)", used.text) };
                let text = format!(
                    "room `{room}` uses `{target}`{via}, which is to its right in {}",
                    table::FILE
                );
                faults.push(fault(path, used.line, text));
            }
        }
    }
    faults
}

/// The table against the folders.
fn check_table(tree: &Tree, listed: &Crate<'_>, source: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for room in &listed.rooms {
        let name = room.name;
        let there = tree.has(&format!("{source}{name}.rs")) || tree.has(&format!("{source}{name}"));
        let text = match (there, room.planned) {
            (false, false) => format!(
                "room `{name}` of `{}` does not exist; if it will, mark it `(planned)`",
                listed.name
            ),
            (true, true) => {
                format!("room `{name}` of `{}` exists and is marked `(planned)`", listed.name)
            }
            _ => continue,
        };
        faults.push(fault(table::FILE, listed.line, text));
    }
    let rooms: BTreeSet<String> = tree
        .ending(".rs")
        .filter_map(|(path, _)| module(path.strip_prefix(source)?).first().cloned())
        .collect();
    for room in rooms.iter().filter(|room| listed.position(room).is_none() && *room != "tests") {
        let text = format!("`{}` has a room `{room}` that the table does not list", listed.name);
        faults.push(fault(table::FILE, listed.line, text));
    }
    faults
}

/// The module that the file `inner` (a path from `src`) is.
fn module(inner: &str) -> Vec<String> {
    let inner = inner.trim_end_matches(".rs");
    let mut parts: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// Names that the crate's root hands on, and the room each comes from.
fn exports<'r>(front: &'r str, listed: &Crate<'r>) -> BTreeMap<&'r str, &'r str> {
    let tokens = tokens(front);
    let mut exports = BTreeMap::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.text != "use" {
            continue;
        }
        let statement: Vec<&str> = tokens[index + 1..]
            .iter()
            .map(|token| token.text)
            .take_while(|&text| text != ";")
            .collect();
        let path = statement.strip_prefix(&["crate", "::"]).unwrap_or(&statement);
        let Some((&room, names)) = path.split_first() else { continue };
        if listed.position(room).is_some() {
            exports.extend(names.iter().filter(|name| is_name(name)).map(|&name| (name, room)));
        }
    }
    exports
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// What follows `crate::`, or as many `super::` as lead to the crate's root, outside of test modules.
fn uses<'s>(source: &'s str, module: &[String]) -> Vec<Token<'s>> {
    let tokens = tokens(source);
    let mut uses = Vec::new();
    let mut nesting = Nesting::default();
    let mut index = 0;
    while index < tokens.len() {
        nesting.step(&tokens, index);
        let end = root_path(&tokens, index, module.len() + nesting.modules());
        if let Some(begin) = end.filter(|_| !nesting.in_tests()) {
            uses.extend(first_names(&tokens, begin));
            index = begin;
        } else {
            index += 1;
        }
    }
    uses
}

/// If a path from the crate's root begins at `index`: where its first name stands.
fn root_path(tokens: &[Token<'_>], index: usize, depth: usize) -> Option<usize> {
    let text = |index: usize| tokens.get(index).map(|token| token.text);
    // `super::super::x`: only its beginning counts.
    if index > 0 && text(index - 1) == Some("::") {
        return None;
    }
    if text(index) == Some("crate") && text(index + 1) == Some("::") {
        return Some(index + 2);
    }
    let mut at = index + if text(index) == Some("self") { 2 } else { 0 };
    let mut levels = 0;
    while text(at) == Some("super") && text(at + 1) == Some("::") {
        (levels, at) = (levels + 1, at + 2);
    }
    (levels > 0 && levels == depth).then_some(at)
}

/// The name at `begin`, or the first name of each path of the group there.
fn first_names<'s>(tokens: &[Token<'s>], begin: usize) -> Vec<Token<'s>> {
    let Some(first) = tokens.get(begin) else { return Vec::new() };
    if first.text != "{" {
        return vec![*first];
    }
    let mut names = Vec::new();
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(begin) {
        match token.text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if depth == 1 && matches!(tokens[index - 1].text, "{" | ",") => names.push(*token),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Which modules written inside the file are open.
#[derive(Default)]
struct Nesting {
    braces: usize,
    /// For each open module: the number of braces outside it, and whether it is for tests.
    open: Vec<(usize, bool)>,
    test_next: bool,
}

impl Nesting {
    fn step(&mut self, tokens: &[Token<'_>], index: usize) {
        let text = |index: usize| tokens.get(index).map_or("", |token| token.text);
        match text(index) {
            "cfg" if text(index + 2) == "test" && text(index + 3) == ")" => self.test_next = true,
            "mod" if text(index + 2) == "{" => {
                self.open.push((self.braces, self.test_next));
                self.test_next = false;
            }
            // The attribute was for something else.
            ";" | "fn" | "use" => self.test_next = false,
            "{" => self.braces += 1,
            "}" => {
                self.braces = self.braces.saturating_sub(1);
                if self.open.last().is_some_and(|&(outside, _)| outside == self.braces) {
                    self.open.pop();
                }
            }
            _ => {}
        }
    }

    fn modules(&self) -> usize {
        self.open.len()
    }

    fn in_tests(&self) -> bool {
        self.open.iter().any(|&(_, is_test)| is_test)
    }
}

fn fault(file: &str, line: usize, text: String) -> Fault {
    Fault { file: file.to_owned(), line, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "- `app`: `low` < `mid` < `high`\n";
    const ROOT: &str = "mod low; mod mid; mod high;\npub use high::{Tower, nested::Roof};\n";

    /// Puts `source` into the room `mid` and compares the lines of what is found.
    #[track_caller]
    fn check_mid(file: &str, source: &str, expected: &[usize]) {
        let mut files = vec![
            ("ARCHITECTURE.md", TABLE),
            ("app/src/lib.rs", ROOT),
            ("app/src/low.rs", ""),
            ("app/src/mid/mod.rs", ""),
            ("app/src/high.rs", "use crate::mid::A; use crate::low;"),
        ];
        files.push((file, source));
        let faults = check(&Tree::of(&files));
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, expected, "{source}\n{faults:?}");
        assert!(faults.iter().all(|fault| fault.file == file), "{faults:?}");
    }

    #[test]
    fn a_path_to_the_right_is_found() {
        check_mid("app/src/mid/a.rs", "fn f() {\n    crate::high::f();\n}", &[2]);
        check_mid("app/src/mid/a.rs", "use crate::{\n    low::A,\n    high::{B, low},\n};", &[3]);
        check_mid("app/src/mid/mod.rs", "use super::high;", &[1]);
        check_mid("app/src/mid/a.rs", "use super::super::high;", &[1]);
        check_mid("app/src/low.rs", "mod inner {\n    use super::super::mid;\n}", &[2]);
        check_mid("app/src/low.rs", "macro_rules! m { () => { $crate::high::f() } }", &[1]);
    }

    #[test]
    fn a_name_the_root_hands_on_counts_as_its_room() {
        check_mid("app/src/mid/a.rs", "use crate::Tower;\nuse crate::Roof;", &[1, 2]);
    }

    #[test]
    fn what_is_to_the_left_is_free() {
        check_mid("app/src/mid/a.rs", "use crate::low; use crate::mid::b; use super::high;", &[]);
        check_mid("app/src/mid/a.rs", "//! [`crate::high`]\nconst A: &str = \"crate::high\";", &[]);
        check_mid("app/src/mid/mod.rs", "mod inner {\n    use super::high;\n}", &[]);
    }

    #[test]
    fn tests_look_anywhere_but_what_follows_them_does_not() {
        let source = "#[cfg(test)]\nmod tests { use crate::high; fn f() {} }\nuse crate::high;";
        check_mid("app/src/mid/a.rs", source, &[3]);
        check_mid("app/src/mid/tests.rs", "use crate::high;", &[]);
    }

    #[test]
    fn the_table_and_the_folders_agree() {
        let table = "- `app`: `low` < `gone` < `later` (planned) < `here` (planned)\n";
        let files = [
            ("ARCHITECTURE.md", table),
            ("app/src/lib.rs", ""),
            ("app/src/low.rs", ""),
            ("app/src/here/mod.rs", ""),
            ("app/src/unlisted.rs", ""),
        ];
        let faults: Vec<String> =
            check(&Tree::of(&files)).into_iter().map(|fault| fault.text).collect();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].contains("`gone`") && faults[0].contains("does not exist"), "{faults:?}");
        assert!(faults[1].contains("`here`") && faults[1].contains("marked"), "{faults:?}");
        assert!(faults[2].contains("`unlisted`"), "{faults:?}");
    }

    #[test]
    fn a_root_that_is_listed_is_a_room() {
        let files = [
            ("ARCHITECTURE.md", "- `app`: `lib` < `low`\n"),
            ("app/src/lib.rs", "use crate::low::A;"),
            ("app/src/low.rs", ""),
        ];
        assert_eq!(check(&Tree::of(&files)).len(), 1);
    }

    #[test]
    fn a_missing_table_is_a_fault() {
        assert_eq!(check(&Tree::of(&[])).len(), 1);
        assert_eq!(check(&Tree::of(&[("ARCHITECTURE.md", "Prose.\n")])).len(), 1);
    }
}
