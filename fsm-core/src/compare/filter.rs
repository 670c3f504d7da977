use crate::schema::TableName;
use std::{fmt, sync::Arc};

/// What is compared: an object of a schema, or a part of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Compared {
    /// A schema.
    Schema,
    /// A table, with all that hangs on it.
    Table,
    /// A column.
    Column,
    /// A primary key.
    PrimaryKey,
    /// A unique constraint.
    Unique,
    /// A check.
    Check,
    /// A foreign key.
    ForeignKey,
    /// An index.
    Index,
    /// A native enum.
    Enum,
    /// A sequence.
    Sequence,
    /// A table's comment.
    Comment,
    /// A table's options.
    Options,
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Schema => "schema",
            Self::Table => "table",
            Self::Column => "column",
            Self::PrimaryKey => "primary key",
            Self::Unique => "unique constraint",
            Self::Check => "check",
            Self::ForeignKey => "foreign key",
            Self::Index => "index",
            Self::Enum => "enum",
            Self::Sequence => "sequence",
            Self::Comment => "comment",
            Self::Options => "options",
        })
    }
}

type Rule = dyn Fn(Compared, &TableName, Option<&str>) -> bool + Send + Sync;

/// Which objects are looked at, on both sides.
///
/// What is left out is neither a difference nor named among what is kept.
#[derive(Clone, Default)]
pub struct Filter {
    include: Vec<String>,
    exclude: Vec<(Option<Compared>, String)>,
    rule: Option<Arc<Rule>>,
}

impl Filter {
    /// Everything.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only tables of such a name, beside those of other calls. `*` stands for any text; a table
    /// in a schema is `app.users`.
    #[must_use]
    pub fn include(mut self, pattern: impl Into<String>) -> Self {
        self.include.push(pattern.into());
        self
    }

    /// No tables, enums or sequences of such a name.
    #[must_use]
    pub fn exclude(mut self, pattern: impl Into<String>) -> Self {
        self.exclude.push((None, pattern.into()));
        self
    }

    /// Nothing of this kind of such a name; `*` for all of the kind. What has no name of its own
    /// (comments, options) goes by its table's.
    #[must_use]
    pub fn exclude_kind(mut self, kind: Compared, pattern: impl Into<String>) -> Self {
        self.exclude.push((Some(kind), pattern.into()));
        self
    }

    /// Only what `rule` says yes to: the kind, the table (or the object itself), and the name of
    /// the part of a table.
    #[must_use]
    pub fn rule(
        mut self,
        rule: impl Fn(Compared, &TableName, Option<&str>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.rule = Some(Arc::new(rule));
        self
    }

    /// Whether every object is looked at.
    pub(super) fn is_open(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty() && self.rule.is_none()
    }

    /// Whether a table or another object of a schema is looked at.
    pub(super) fn takes(&self, kind: Compared, name: &TableName) -> bool {
        if self.is_open() {
            return true;
        }
        let full = name.to_string();
        let excluded = self
            .exclude
            .iter()
            .any(|(only, pattern)| only.is_none_or(|only| only == kind) && matches(pattern, &full));
        let included = kind != Compared::Table
            || self.include.is_empty()
            || self.include.iter().any(|pattern| matches(pattern, &full));
        !excluded && included && self.rule.as_ref().is_none_or(|rule| rule(kind, name, None))
    }

    /// Whether a part of a table is looked at.
    pub(super) fn takes_part(&self, kind: Compared, table: &TableName, name: &str) -> bool {
        let excluded = self
            .exclude
            .iter()
            .any(|(only, pattern)| *only == Some(kind) && matches(pattern, name));
        !excluded && self.rule.as_ref().is_none_or(|rule| rule(kind, table, Some(name)))
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filter")
            .field("include", &self.include)
            .field("exclude", &self.exclude)
            .field("rule", &self.rule.is_some())
            .finish()
    }
}

/// Whether `name` is as `pattern` says, in which `*` stands for any text.
fn matches(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Compared, Filter, matches};
    use crate::schema::TableName;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, name, expected) in [
            ("users", "users", true),
            ("users", "users2", false),
            ("*", "", true),
            ("tmp_*", "tmp_a", true),
            ("tmp_*", "a_tmp_", false),
            ("*_old", "a_old", true),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "acb", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn tables_are_taken_by_name_and_parts_by_kind() {
        let filter = Filter::new()
            .include("app.*")
            .exclude("*_old")
            .exclude_kind(Compared::Index, "*_trgm")
            .rule(|kind, _, name| kind != Compared::Check || name != Some("ck"));
        let table = |name: &str| filter.takes(Compared::Table, &TableName::from(name));
        assert!(table("app.users") && !table("users") && !table("app.users_old"));
        let part = |kind, name: &str| filter.takes_part(kind, &TableName::new("t"), name);
        assert!(part(Compared::Index, "ix") && !part(Compared::Index, "ix_trgm"));
        assert!(part(Compared::Unique, "ix_trgm") && !part(Compared::Check, "ck"));
    }
}
