use super::{Str, TableName};

/// A sequence that stands by itself: none that a column's numbering brings along.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SequenceDef {
    /// The sequence's name and schema.
    pub name: TableName,
    /// The type of its numbers, in the dialect's words; `None` for the dialect's own (`bigint`).
    pub data_type: Option<Str>,
    /// The first number; `None` for the smallest of a rising sequence, the largest of a falling.
    pub start: Option<i64>,
    /// The step between numbers; `None` for 1.
    pub increment: Option<i64>,
    /// The smallest number; `None` for the dialect's.
    pub min_value: Option<i64>,
    /// The largest number; `None` for the dialect's.
    pub max_value: Option<i64>,
    /// How many numbers a session takes at once; `None` for 1.
    pub cache: Option<i64>,
    /// Whether numbering starts again after the last number.
    pub cycle: bool,
    /// The comment in the database.
    pub comment: Option<Str>,
}

impl SequenceDef {
    /// A sequence that rises from 1 by 1.
    pub fn new(name: impl Into<TableName>) -> Self {
        Self {
            name: name.into(),
            data_type: None,
            start: None,
            increment: None,
            min_value: None,
            max_value: None,
            cache: None,
            cycle: false,
            comment: None,
        }
    }

    /// The type of its numbers, in the dialect's words.
    #[must_use]
    pub fn data_type(mut self, data_type: impl Into<Str>) -> Self {
        self.data_type = Some(data_type.into());
        self
    }

    /// The first number.
    #[must_use]
    pub fn start(mut self, start: i64) -> Self {
        self.start = Some(start);
        self
    }

    /// The step between numbers.
    #[must_use]
    pub fn increment(mut self, increment: i64) -> Self {
        self.increment = Some(increment);
        self
    }

    /// The smallest number.
    #[must_use]
    pub fn min_value(mut self, min_value: i64) -> Self {
        self.min_value = Some(min_value);
        self
    }

    /// The largest number.
    #[must_use]
    pub fn max_value(mut self, max_value: i64) -> Self {
        self.max_value = Some(max_value);
        self
    }

    /// How many numbers a session takes at once.
    #[must_use]
    pub fn cache(mut self, cache: i64) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Numbering starts again after the last number.
    #[must_use]
    pub fn cycle(mut self) -> Self {
        self.cycle = true;
        self
    }

    /// The comment in the database.
    #[must_use]
    pub fn comment(mut self, comment: impl Into<Str>) -> Self {
        self.comment = Some(comment.into());
        self
    }
}
