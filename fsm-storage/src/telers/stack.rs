use super::STATES;
use crate::codec::{self, Written};
use crate::error::ErrorKind;
use crate::store::FsmStorage;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Data by its names, each value as it is written, so that what is only carried along stays as it
/// is to the last digit.
pub(super) type Names = BTreeMap<String, Box<RawValue>>;

/// What a conversation holds, as telers sees it.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The current state.
    state: Option<String>,
    /// The states below it, the oldest first.
    below: Vec<String>,
    /// The data without the states.
    pub(super) names: Names,
}

impl Content {
    pub(super) fn read(state: Option<&str>, data: Option<&str>) -> Result<Self, ErrorKind> {
        let mut names: Names = data.map(codec::typed).transpose()?.unwrap_or_default();
        let below = names.remove(STATES);
        // Without a current state, what is left of a stack was left by somebody else.
        let below = match below.filter(|_| state.is_some()) {
            Some(below) => codec::value(below.get())?,
            None => Vec::new(),
        };
        Ok(Self { state: state.map(str::to_owned), below, names })
    }

    /// As it is stored.
    pub(super) fn write(
        self,
        storage: &FsmStorage,
    ) -> Result<(Option<String>, Written), ErrorKind> {
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Value<'a> {
            States(&'a [String]),
            Other(&'a RawValue),
        }
        let mut all: BTreeMap<&str, Value<'_>> =
            self.names.iter().map(|(name, value)| (&**name, Value::Other(value))).collect();
        if !self.below.is_empty() {
            all.insert(STATES, Value::States(&self.below));
        }
        let written = storage.written(&all)?;
        Ok((self.state, written))
    }

    /// From the oldest to the current one.
    pub(super) fn states(&self) -> impl Iterator<Item = &str> {
        self.below.iter().chain(&self.state).map(String::as_str)
    }

    /// Puts `state` on top, and lets the oldest go that are more than `limit`.
    pub(super) fn push(&mut self, state: &str, limit: usize) {
        self.below.extend(self.state.replace(state.to_owned()));
        let surplus = (self.below.len() + 1).saturating_sub(limit);
        self.below.drain(..surplus.min(self.below.len()));
    }

    /// Back to the state before, or to none.
    pub(super) fn pop(&mut self) {
        self.state = self.below.pop();
    }

    pub(super) fn remove_states(&mut self) {
        (self.state, self.below) = (None, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[track_caller]
    fn check(content: &Content, expected: &[&str]) {
        assert_eq!(content.states().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_full_stack_loses_its_oldest_state() {
        let mut content = Content::default();
        for state in ["a", "b", "c", "d"] {
            content.push(state, 3);
        }
        check(&content, &["b", "c", "d"]);
        // A limit that was lowered since.
        content.push("e", 2);
        check(&content, &["d", "e"]);
        content.push("f", 1);
        check(&content, &["f"]);
        content.pop();
        check(&content, &[]);
        content.pop();
        check(&content, &[]);
    }

    #[test]
    fn a_stack_without_a_current_state_is_empty() {
        let data = r#"{"telers:states":["a"],"x":1.50}"#;
        check(&Content::read(Some("b"), Some(data)).unwrap(), &["a", "b"]);
        let content = Content::read(None, Some(data)).unwrap();
        check(&content, &[]);
        assert_eq!(content.names["x"].get(), "1.50");
    }
}
