use crate::schema::{Str, TableName};

/// What got another name, as far as the models do not say it themselves (`renamed_from`).
///
/// A hint counts where the old name stands in the database and the new one is the model's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renames {
    /// Tables: before, after.
    pub tables: Vec<(TableName, TableName)>,
    /// Columns: the table by its name in the models, before, after.
    pub columns: Vec<(TableName, Str, Str)>,
    /// Indexes and unique constraints: the table by its name in the models, before, after.
    pub indexes: Vec<(TableName, Str, Str)>,
    /// Native enums: before, after.
    pub enums: Vec<(TableName, TableName)>,
    /// Labels: the enum by its name in the models, before, after.
    pub labels: Vec<(TableName, Str, Str)>,
}

impl Renames {
    /// No hint.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The table `before` is called `after` now.
    #[must_use]
    pub fn table(mut self, before: impl Into<TableName>, after: impl Into<TableName>) -> Self {
        self.tables.push((before.into(), after.into()));
        self
    }

    /// The column `before` is called `after` now.
    #[must_use]
    pub fn column(
        mut self,
        table: impl Into<TableName>,
        before: impl Into<Str>,
        after: impl Into<Str>,
    ) -> Self {
        self.columns.push((table.into(), before.into(), after.into()));
        self
    }

    /// The index `before` is called `after` now.
    #[must_use]
    pub fn index(
        mut self,
        table: impl Into<TableName>,
        before: impl Into<Str>,
        after: impl Into<Str>,
    ) -> Self {
        self.indexes.push((table.into(), before.into(), after.into()));
        self
    }

    /// The native enum `before` is called `after` now.
    #[must_use]
    pub fn enum_type(mut self, before: impl Into<TableName>, after: impl Into<TableName>) -> Self {
        self.enums.push((before.into(), after.into()));
        self
    }

    /// The label `before` of an enum is called `after` now, in the rows too.
    #[must_use]
    pub fn label(
        mut self,
        name: impl Into<TableName>,
        before: impl Into<Str>,
        after: impl Into<Str>,
    ) -> Self {
        self.labels.push((name.into(), before.into(), after.into()));
        self
    }
}

/// `renames` in an order in which no name is taken twice; a ring is broken by a name that is free.
pub(super) fn steps<N: Clone + PartialEq>(
    renames: Vec<(N, N)>,
    free: impl Fn(&N) -> N,
) -> Vec<(N, N)> {
    let mut open = renames;
    let mut steps = Vec::with_capacity(open.len());
    while !open.is_empty() {
        let ready =
            open.iter().position(|(_, after)| !open.iter().any(|(before, _)| before == after));
        match ready {
            Some(at) => steps.push(open.remove(at)),
            None => {
                let parked = free(&open[0].0);
                steps.push((open[0].0.clone(), parked.clone()));
                open[0].0 = parked;
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::steps;

    fn check(renames: &[(&str, &str)], expected: &[&str]) {
        let renames = renames.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let made: Vec<String> = steps(renames, |name: &String| format!("{name}_"))
            .into_iter()
            .map(|(before, after)| format!("{before}>{after}"))
            .collect();
        assert_eq!(made, expected);
    }

    #[test]
    fn a_name_is_free_before_it_is_given() {
        check(&[("a", "b"), ("b", "c")], &["b>c", "a>b"]);
        check(&[("a", "x"), ("b", "y")], &["a>x", "b>y"]);
    }

    #[test]
    fn two_that_change_names_meet_at_a_third() {
        check(&[("a", "b"), ("b", "a")], &["a>a_", "b>a", "a_>b"]);
    }
}
