//! Licence expressions as manifests write them (SPDX, and the older `MIT/Apache-2.0`), against a list of licences.
//!
//! Knows no licence's text.

use std::collections::BTreeSet;

/// Whether `expression` can be met with the licences in `allowed`.
pub(super) fn allows(expression: &str, allowed: &BTreeSet<String>) -> Result<bool, String> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = Words { list: spaced.split_whitespace().collect(), at: 0, allowed };
    let result = words.any()?;
    match words.next() {
        None => Ok(result),
        Some(word) => Err(format!("`{word}` is not expected there")),
    }
}

struct Words<'w> {
    list: Vec<&'w str>,
    at: usize,
    allowed: &'w BTreeSet<String>,
}

impl<'w> Words<'w> {
    fn next(&mut self) -> Option<&'w str> {
        let word = self.list.get(self.at).copied();
        self.at += usize::from(word.is_some());
        word
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.list.get(self.at) == Some(&word);
        self.at += usize::from(is_next);
        is_next
    }

    fn any(&mut self) -> Result<bool, String> {
        let mut result = self.all()?;
        while self.takes("OR") {
            result |= self.all()?;
        }
        Ok(result)
    }

    fn all(&mut self) -> Result<bool, String> {
        let mut result = self.one()?;
        while self.takes("AND") {
            result &= self.one()?;
        }
        Ok(result)
    }

    fn one(&mut self) -> Result<bool, String> {
        let word = self.next().ok_or("it ends too early")?;
        if word == "(" {
            let result = self.any()?;
            return if self.takes(")") { Ok(result) } else { Err("a `)` is missing".to_owned()) };
        }
        // An exception only gives more rights, so the licence alone decides.
        if self.takes("WITH") {
            self.next().ok_or("it ends too early")?;
        }
        Ok(self.allowed.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expression: &str, expected: Option<bool>) {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned).into();
        assert_eq!(allows(expression, &allowed).ok(), expected, "{expression}");
    }

    #[test]
    fn expressions_are_evaluated() {
        check("MIT", Some(true));
        check("GPL-3.0", Some(false));
        check("MIT/GPL-3.0", Some(true));
        check("MIT AND GPL-3.0", Some(false));
        check("(MIT OR GPL-3.0) AND Unicode-3.0", Some(true));
        check("GPL-3.0 OR MIT AND Unicode-3.0", Some(true));
        check("Apache-2.0 WITH LLVM-exception OR GPL-3.0", Some(true));
    }

    #[test]
    fn nonsense_is_an_error() {
        for expression in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "MIT WITH"] {
            check(expression, None);
        }
    }
}
