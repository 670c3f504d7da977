use super::{Dialect, List, Str};
use std::borrow::Cow;

/// A piece of SQL that the author of a model wrote: a default, a check, an expression, a type.
///
/// One text for every dialect, or texts for the dialects that need their own. It reaches the
/// database as it stands; nothing in it is quoted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sql {
    /// The text for every dialect that [`Sql::overrides`] does not name.
    pub common: Option<Str>,
    /// Texts of single dialects.
    pub overrides: List<(Dialect, Str)>,
}

impl Sql {
    /// The same text on every dialect.
    pub fn new(text: impl Into<Str>) -> Self {
        Self { common: Some(text.into()), overrides: Cow::Borrowed(&[]) }
    }

    /// This text on `dialect`, whatever the others say.
    #[must_use]
    pub fn on(mut self, dialect: Dialect, text: impl Into<Str>) -> Self {
        let overrides = self.overrides.to_mut();
        overrides.retain(|(named, _)| *named != dialect);
        overrides.push((dialect, text.into()));
        self
    }

    /// The text `dialect` gets; `None` if the author wrote one for other dialects only.
    #[must_use]
    pub fn text(&self, dialect: Dialect) -> Option<&str> {
        self.overrides
            .iter()
            .find(|(named, _)| *named == dialect)
            .map(|(_, text)| text.as_ref())
            .or(self.common.as_deref())
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(
        common: Option<&'static str>,
        overrides: &'static [(Dialect, Str)],
    ) -> Self {
        Self {
            common: match common {
                Some(text) => Some(Cow::Borrowed(text)),
                None => None,
            },
            overrides: Cow::Borrowed(overrides),
        }
    }
}

impl<T: Into<Str>> From<T> for Sql {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}
