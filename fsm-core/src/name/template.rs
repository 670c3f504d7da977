use super::distance::nearest;
use crate::error::{Error, ErrorKind};
use std::borrow::Cow;

/// A name with tokens in it, such as `ix_%(table_name)s_%(column_0_N_name)s`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Token(Token),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    TableName,
    ReferredTableName,
    ConstraintName,
    Columns { referred: bool, which: Which, label: bool },
}

/// Which columns a token names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// `column_3_name`: the fourth.
    One(usize),
    /// `column_0N_name`: all, with nothing between them.
    AllJoined,
    /// `column_0_N_name`: all, with an underscore between them.
    AllUnderscored,
}

/// What the tokens stand for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Values<'a> {
    pub(super) table: &'a str,
    pub(super) columns: &'a [Cow<'a, str>],
    pub(super) referred_table: &'a str,
    pub(super) referred_columns: &'a [Cow<'a, str>],
    pub(super) constraint: &'a str,
}

const TOKENS: [&str; 12] = [
    "table_name",
    "referred_table_name",
    "constraint_name",
    "column_0_name",
    "column_0_label",
    "column_0_key",
    "column_0N_name",
    "column_0_N_name",
    "column_0_N_label",
    "referred_column_0_name",
    "referred_column_0N_name",
    "referred_column_0_N_name",
];

impl Template {
    pub(super) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Reads a template; `%%` is a percent sign.
    pub(super) fn parse(template: &str) -> Result<Self, Error> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        while let Some(at) = rest.find('%') {
            text.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('%') {
                text.push('%');
                rest = after;
                continue;
            }
            let token = rest.strip_prefix('(').and_then(|inner| inner.split_once(")s"));
            let Some((token, after)) = token else {
                return Err(refuse(template, "%"));
            };
            if !text.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
            }
            pieces.push(Piece::Token(Token::parse(token).ok_or_else(|| refuse(template, token))?));
            rest = after;
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Self(pieces))
    }

    /// The name, with every token replaced.
    pub(super) fn fill(&self, values: Values<'_>) -> String {
        let mut name = String::with_capacity(64);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => name.push_str(text),
                Piece::Token(token) => token.fill(values, &mut name),
            }
        }
        name
    }
}

impl Token {
    fn parse(token: &str) -> Option<Self> {
        match token {
            "table_name" => return Some(Self::TableName),
            "referred_table_name" => return Some(Self::ReferredTableName),
            "constraint_name" => return Some(Self::ConstraintName),
            _ => {}
        }
        let (referred, columns) = match token.strip_prefix("referred_") {
            Some(rest) => (true, rest),
            None => (false, token),
        };
        let (which, what) = columns.strip_prefix("column_")?.rsplit_once('_')?;
        let which = match which {
            "0N" => Which::AllJoined,
            "0_N" => Which::AllUnderscored,
            _ => Which::One(which.parse().ok()?),
        };
        // A column's key is its attribute in Python; here it is its name.
        let label = match what {
            "name" | "key" => false,
            "label" => true,
            _ => return None,
        };
        Some(Self::Columns { referred, which, label })
    }

    fn fill(self, values: Values<'_>, name: &mut String) {
        match self {
            Self::TableName => name.push_str(values.table),
            Self::ReferredTableName => name.push_str(values.referred_table),
            Self::ConstraintName => name.push_str(values.constraint),
            Self::Columns { referred, which, label } => {
                let (table, columns) = if referred {
                    (values.referred_table, values.referred_columns)
                } else {
                    (values.table, values.columns)
                };
                let push = |name: &mut String, column: &str| {
                    if label {
                        name.push_str(table);
                        name.push('_');
                    }
                    name.push_str(column);
                };
                match which {
                    Which::One(at) => {
                        if let Some(column) = columns.get(at) {
                            push(name, column);
                        }
                    }
                    Which::AllJoined => columns.iter().for_each(|column| push(name, column)),
                    Which::AllUnderscored => {
                        for (at, column) in columns.iter().enumerate() {
                            if at > 0 {
                                name.push('_');
                            }
                            push(name, column);
                        }
                    }
                }
            }
        }
    }
}

fn refuse(template: &str, token: &str) -> Error {
    ErrorKind::UnknownNamingToken {
        template: template.to_owned(),
        token: token.to_owned(),
        similar: nearest(token, TOKENS),
    }
    .into()
}
