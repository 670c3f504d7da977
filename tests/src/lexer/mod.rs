//! A small reader of SQL text by each database's own rules, written from the manuals and not from this project's code.
//!
//! Knows where quoted things end and what they mean; never knows what a statement is.

mod quoted;

use fsm_core::Dialect;

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A keyword, a bare name or a number.
    Word(String),
    /// A quoted name, without its quotes.
    Identifier(String),
    /// A string constant, without its quotes.
    Text(String),
    /// Any other character.
    Symbol(char),
}

/// What the text is read by: a database and the modes of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    dialect: Dialect,
    /// Whether a backslash in `'..'` escapes what follows.
    backslash: bool,
    /// Whether `"` quotes names rather than strings.
    ansi_quotes: bool,
}

impl Rules {
    /// Every way in which a session of `dialect` may read.
    ///
    /// PostgreSQL: `standard_conforming_strings` on and off (manual, 4.1.2.1); MySQL: with and without
    /// `NO_BACKSLASH_ESCAPES` and `ANSI_QUOTES` (manual, 7.1.11); SQLite has one way.
    #[must_use]
    pub fn all(dialect: Dialect) -> Vec<Self> {
        let rules = |backslash, ansi_quotes| Self { dialect, backslash, ansi_quotes };
        match dialect {
            Dialect::Postgres => vec![rules(false, true), rules(true, true)],
            Dialect::Mysql => {
                vec![rules(true, false), rules(true, true), rules(false, false), rules(false, true)]
            }
            _ => vec![rules(false, true)],
        }
    }

    /// The rules of a session whose modes nobody changed.
    #[must_use]
    pub fn usual(dialect: Dialect) -> Self {
        Self {
            dialect,
            backslash: dialect == Dialect::Mysql,
            ansi_quotes: dialect != Dialect::Mysql,
        }
    }

    /// Whether a backslash in `'..'` escapes what follows.
    #[must_use]
    pub fn backslash(self) -> bool {
        self.backslash
    }

    /// The tokens of `sql`, one statement.
    ///
    /// # Errors
    /// With what is wrong: a quoted thing that does not end, a character no statement can hold, a
    /// comment or a semicolon, which nothing that this project spells has.
    pub fn tokens(self, sql: &str) -> Result<Vec<Token>, String> {
        let mut rest = sql;
        let mut tokens = Vec::new();
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_whitespace() {
                rest = &rest[1..];
                continue;
            }
            let (token, after) = self.token(first, rest).map_err(|problem| {
                format!("at byte {} of {sql:?}: {problem}", sql.len() - rest.len())
            })?;
            tokens.push(token);
            rest = after;
        }
        Ok(tokens)
    }

    fn token(self, first: char, rest: &str) -> Result<(Token, &str), String> {
        let name = |(text, after)| (Token::Identifier(text), after);
        let text = |(text, after)| (Token::Text(text), after);
        match first {
            '"' if self.ansi_quotes => self.name(quoted::doubled(rest, '"')?).map(name),
            '`' if self.dialect == Dialect::Mysql => {
                self.name(quoted::doubled(rest, '`')?).map(name)
            }
            '"' | '\'' => self.string(rest, first).map(text),
            'E' | 'e' if self.dialect == Dialect::Postgres && rest[1..].starts_with('\'') => {
                quoted::postgres_escaped(&rest[1..]).and_then(|read| self.value(read)).map(text)
            }
            '_' if rest.starts_with("_utf8mb4 X'") && self.dialect == Dialect::Mysql => {
                quoted::hexadecimal(&rest["_utf8mb4 X".len()..]).map(text)
            }
            // PostgreSQL reads this as bits.
            'X' | 'x' if self.dialect != Dialect::Postgres && rest[1..].starts_with('\'') => {
                quoted::hexadecimal(&rest[1..]).map(text)
            }
            ';' => Err("a semicolon".to_owned()),
            '-' if rest.starts_with("--") => Err("a comment".to_owned()),
            '/' if rest.starts_with("/*") => Err("a comment".to_owned()),
            '#' if self.dialect == Dialect::Mysql => Err("a comment".to_owned()),
            '\0' => Err("NUL ends the text".to_owned()),
            _ if is_word(first) => {
                let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                Ok((Token::Word(rest[..end].to_owned()), &rest[end..]))
            }
            _ if first.is_ascii() => Ok((Token::Symbol(first), &rest[1..])),
            _ => Err(format!("{first:?} outside of quotes")),
        }
    }

    /// A quoted name; PostgreSQL and MySQL refuse an empty one.
    fn name(self, (text, after): (String, &str)) -> Result<(String, &str), String> {
        if text.is_empty() && self.dialect != Dialect::Sqlite {
            return Err("an empty name".to_owned());
        }
        if text.contains('\0') {
            return Err("NUL in a name".to_owned());
        }
        Ok((text, after))
    }

    fn string(self, rest: &str, quote: char) -> Result<(String, &str), String> {
        let read = match (self.backslash, self.dialect) {
            (true, Dialect::Mysql) => quoted::mysql_escaped(rest, quote)?,
            (true, _) => quoted::postgres_escaped(rest)?,
            (false, _) => quoted::doubled(rest, quote)?,
        };
        self.value(read)
    }

    /// A string's value: only MySQL reads on behind a NUL.
    fn value(self, (text, after): (String, &str)) -> Result<(String, &str), String> {
        if text.contains('\0') && self.dialect != Dialect::Mysql {
            return Err("NUL in a string".to_owned());
        }
        Ok((text, after))
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}
