//! The tables of a TOML text, key by key: what is no key, or of another type, becomes a problem with
//! its line.
//! It never stops at the first.

use super::duration;
use crate::ConfigProblem;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text and what is wrong with it.
pub(super) struct Reader<'t> {
    text: &'t str,
    root: Option<DeTable<'t>>,
    problems: RefCell<Vec<ConfigProblem>>,
}

/// One table of the text.
pub(super) struct Section<'r, 't> {
    reader: &'r Reader<'t>,
    table: &'r DeTable<'t>,
    /// `env.production`; empty for the text's own.
    path: String,
    /// Where it begins, for what it lacks.
    at: usize,
    known: BTreeSet<String>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (root, problem) = match DeTable::parse(text) {
            Ok(root) => (Some(root.into_inner()), None),
            Err(error) => (None, Some(error)),
        };
        let reader = Self { text, root, problems: RefCell::default() };
        if let Some(error) = problem {
            let at = error.span().map_or(0, |span| span.start);
            // The parser's own words may be several lines; a problem is one.
            let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            reader.problem(at, format!("this is no TOML: {message}"), None);
        }
        reader
    }

    pub(super) fn root(&self) -> Option<Section<'_, 't>> {
        let table = self.root.as_ref()?;
        Some(Section { reader: self, table, path: String::new(), at: 0, known: BTreeSet::new() })
    }

    pub(super) fn into_problems(self) -> Vec<ConfigProblem> {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems.dedup();
        problems
    }

    fn problem(&self, at: usize, message: String, help: Option<String>) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        self.problems.borrow_mut().push(ConfigProblem { line, message, help });
    }
}

impl<'r, 't> Section<'r, 't> {
    /// Its keys, ordered.
    pub(super) fn names(&self) -> Vec<String> {
        self.table.keys().map(|key| key.get_ref().to_string()).collect()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn problem(&self, message: impl Into<String>, help: Option<&str>) {
        self.reader.problem(self.at, message.into(), help.map(str::to_owned));
    }

    fn value(&mut self, key: &str) -> Option<&'r Spanned<DeValue<'t>>> {
        self.known.insert(key.to_owned());
        self.table.get(key)
    }

    fn full(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'t>>, wanted: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{}` is {wanted}, and this is {found}", self.full(key));
        self.reader.problem(value.span().start, message, None);
    }

    /// A text with something in it.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, value, "a text");
            return None;
        };
        let reason = if text.trim().is_empty() {
            "is empty"
        } else if text.contains('\0') {
            "holds a character that cannot be seen"
        } else {
            return Some(text.to_owned());
        };
        self.reader.problem(value.span().start, format!("`{}` {reason}", self.full(key)), None);
        None
    }

    /// A text that `parse` understands.
    pub(super) fn parsed<T>(
        &mut self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(key)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(reason) => {
                let at = self.table.get(key).map_or(self.at, |value| value.span().start);
                self.reader.problem(at, format!("`{}`: {reason}", self.full(key)), None);
                None
            }
        }
    }

    pub(super) fn duration(&mut self, key: &str) -> Option<Duration> {
        self.parsed(key, duration::parse)
    }

    /// A whole number.
    pub(super) fn number(&mut self, key: &str) -> Option<u32> {
        let value = self.value(key)?;
        let number = value.get_ref().as_integer();
        let number = number.and_then(|it| u32::from_str_radix(it.as_str(), it.radix()).ok());
        if number.is_none() {
            self.wrong(key, value, "a whole number from 0 on");
        }
        number
    }

    /// One of these words.
    pub(super) fn choice<T: Copy>(&mut self, key: &str, words: &[(&str, T)]) -> Option<T> {
        self.parsed(key, |text| {
            words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| {
                let words: Vec<String> =
                    words.iter().map(|(word, _)| format!("`{word}`")).collect();
                format!("`{text}` is none of {}", words.join(", "))
            })
        })
    }

    /// A list of texts; one text is a list of one.
    pub(super) fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        let value = self.value(key)?;
        if value.get_ref().is_str() {
            return self.text(key).map(|text| vec![text]);
        }
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of texts");
            return None;
        };
        let mut texts = Vec::new();
        for item in list {
            match item.get_ref().as_str() {
                Some(text) if !text.contains('\0') => texts.push(text.to_owned()),
                _ => {
                    self.wrong(key, item, "a list of texts");
                    return None;
                }
            }
        }
        Some(texts)
    }

    /// A table in this one.
    pub(super) fn table(&mut self, key: &str) -> Option<Section<'r, 't>> {
        let value = self.value(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(self.inside(key, value, table)),
            None => {
                self.wrong(key, value, "a table");
                None
            }
        }
    }

    /// A list of tables in this one.
    pub(super) fn tables(&mut self, key: &str) -> Option<Vec<Section<'r, 't>>> {
        let value = self.value(key)?;
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of tables");
            return None;
        };
        let mut sections = Vec::new();
        for item in list {
            match item.get_ref().as_table() {
                Some(table) => sections.push(self.inside(key, item, table)),
                None => self.wrong(key, item, "a list of tables"),
            }
        }
        Some(sections)
    }

    fn inside(
        &self,
        key: &str,
        value: &Spanned<DeValue<'t>>,
        table: &'r DeTable<'t>,
    ) -> Section<'r, 't> {
        let (path, at) = (self.full(key), value.span().start);
        Section { reader: self.reader, table, path, at, known: BTreeSet::new() }
    }

    /// What has not been asked for by now is no key.
    pub(super) fn finish(self) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if self.known.contains(name) {
                continue;
            }
            let nearest = self
                .known
                .iter()
                .map(|known| (strsim::osa_distance(name, known), known))
                .filter(|(differences, _)| *differences <= name.chars().count().div_ceil(3))
                .min();
            let help = nearest.map(|(_, known)| format!("did you mean `{}`?", self.full(known)));
            let message = format!("`{}` is no key", self.full(name));
            self.reader.problem(key.span().start, message, help);
        }
    }
}
