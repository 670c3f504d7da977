use std::borrow::Cow;

/// Which names a database takes for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameCase {
    /// Equal ones.
    Exact,
    /// Those that differ by the case of the letters A to Z only (SQLite).
    Ascii,
    /// Those that differ by the case of any letter only (MySQL's `lower_case_table_names`).
    Unicode,
}

impl NameCase {
    /// The form in which two names are equal if the database takes them for one.
    pub(crate) fn fold(self, name: &str) -> Cow<'_, str> {
        match self {
            Self::Exact => Cow::Borrowed(name),
            Self::Ascii if !name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                Cow::Borrowed(name)
            }
            Self::Ascii => Cow::Owned(name.to_ascii_lowercase()),
            Self::Unicode => Cow::Owned(name.to_lowercase()),
        }
    }
}
