use std::ops::Range;

/// The answer to a catalog query: every value as text, all in one buffer.
///
/// Every start of a program reads a row a table: a string of its own for each value took as long
/// as the query.
#[derive(Debug, Default)]
pub struct Rows {
    text: String,
    values: Vec<Option<Range<usize>>>,
    /// After how many values each row ends.
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a value to the row that is not ended yet.
    pub(crate) fn push(&mut self, value: Option<&str>) {
        let place = value.map(|value| {
            let start = self.text.len();
            self.text.push_str(value);
            start..self.text.len()
        });
        self.values.push(place);
    }

    /// Ends a row.
    pub(crate) fn end(&mut self) {
        self.ends.push(self.values.len());
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The rows, in the order of the answer.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| Row { rows: self, start, end })
    }

    /// The first value of the first row: the answer to a question for one value.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.iter().next()?.get(0)
    }
}

/// A row of a catalog query.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    rows: &'r Rows,
    start: usize,
    end: usize,
}

impl<'r> Row<'r> {
    /// The value of the column at `at`; `None` if it is null or there is no such column.
    #[must_use]
    pub fn get(self, at: usize) -> Option<&'r str> {
        let place = self.rows.values[self.start..self.end].get(at)?.as_ref()?;
        Some(&self.rows.text[place.clone()])
    }

    /// The same, and an empty text for null.
    #[must_use]
    pub fn text(self, at: usize) -> &'r str {
        self.get(at).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn values_are_read_as_they_were_pushed() {
        let mut rows = Rows::default();
        assert_eq!((rows.len(), rows.value()), (0, None));
        for row in [&[Some("a"), None, Some("")][..], &[], &[None, Some("ü")]] {
            for value in row {
                rows.push(*value);
            }
            rows.end();
        }
        let read: Vec<[Option<&str>; 4]> =
            rows.iter().map(|row| [0, 1, 2, 3].map(|at| row.get(at))).collect();
        assert_eq!(read[0], [Some("a"), None, Some(""), None]);
        assert_eq!(read[1], [None; 4]);
        assert_eq!(read[2], [None, Some("ü"), None, None]);
        assert_eq!((rows.len(), rows.value()), (3, Some("a")));
    }
}
