//! Texts with variables in them: `sqlite://${STORAGE_PATH}`, `${DATABASE_URL:-sqlite:app.db}`.
//! It never reads the environment: variables are looked up by the caller.

use crate::{Error, ErrorKind};
use std::fmt;

/// A text with variables, `${NAME}`; `${NAME:-text}` has a text for a variable that is not set or
/// is empty, and `$${` is `${` as it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Variable { name: String, otherwise: Option<String> },
}

/// The variables only: the text may hold a password.
impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.variables()).finish()
    }
}

impl Template {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("${") {
            let (before, from) = rest.split_at(at);
            if let Some(before) = before.strip_suffix('$') {
                plain.push_str(before);
                plain.push_str("${");
                rest = &from[2..];
                continue;
            }
            plain.push_str(before);
            let inside = &from[2..];
            let Some(end) = inside.find('}') else {
                return Err("`${` has no `}` after it".to_owned());
            };
            let (name, otherwise) = match inside[..end].split_once(":-") {
                Some((name, otherwise)) => (name, Some(otherwise.to_owned())),
                None => (&inside[..end], None),
            };
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                return Err(format!("`{name}` is no name of a variable"));
            }
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Variable { name: name.to_owned(), otherwise });
            rest = &inside[end + 1..];
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self { pieces })
    }

    /// The variables in it, as they come.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Variable { name, .. } => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text, with each variable's value in its place.
    ///
    /// # Errors
    /// [`ErrorKind::UnsetVariable`] if a variable without a text of its own is not set.
    pub fn expand(&self, lookup: impl Fn(&str) -> Option<String>) -> Result<String, Error> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Variable { name, otherwise } => {
                    let value = lookup(name).filter(|value| !value.is_empty());
                    match value.as_ref().or(otherwise.as_ref()) {
                        Some(value) => text.push_str(value),
                        None => {
                            let name = name.clone();
                            return Err(ErrorKind::UnsetVariable { name, key: "url" }.into());
                        }
                    }
                }
            }
        }
        Ok(text)
    }
}

/// A URL as messages may show it: without its password and what stands behind a `?`.
#[must_use]
pub fn shown_url(url: &str) -> String {
    let until_query = |text: &str| text.split('?').next().unwrap_or_default().to_owned();
    let Some((scheme, rest)) = url.split_once("://") else {
        // `sqlite:file.db`; anything else that has an `@` may be a password gone astray.
        return if url.contains('@') { "***".to_owned() } else { until_query(url) };
    };
    // A password may hold `@` and `?` as they stand, though it should not.
    let Some((user, place)) = rest.rsplit_once('@') else { return until_query(url) };
    let place = until_query(place);
    match user.split_once(':') {
        Some((user, _)) => format!("{scheme}://{user}:***@{place}"),
        None => format!("{scheme}://{}@{place}", until_query(user)),
    }
}
