use crate::normal::sqlite::token::{Token, TokenKind, tokens};
use std::fmt;

/// A text that was not understood: what was expected, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct Unread {
    pub(super) expected: &'static str,
    /// The token; `None` for the end of the text.
    pub(super) found: Option<String>,
    /// The byte it begins at.
    pub(super) at: usize,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, found, at } = self;
        match found {
            Some(found) => write!(f, "`{found}` at byte {at} of its text, in place of {expected}"),
            None => write!(f, "the end of its text in place of {expected}"),
        }
    }
}

/// A place in the tokens of a text.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'s> {
    text: &'s str,
    tokens: Vec<Token<'s>>,
    at: usize,
}

/// The tokens between two parentheses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'s> Cursor<'s> {
    /// At the beginning of `text`.
    pub(super) fn new(text: &'s str) -> Self {
        let mut tokens: Vec<Token<'s>> = tokens(text).collect();
        // What ends the statement is no part of it.
        while tokens.last().is_some_and(|token| token.text == ";") {
            tokens.pop();
        }
        Self { text, tokens, at: 0 }
    }

    /// The token after `ahead` others.
    pub(super) fn peek(&self, ahead: usize) -> Option<Token<'s>> {
        self.tokens.get(self.at + ahead).copied()
    }

    pub(super) fn kind(&self) -> Option<TokenKind> {
        self.peek(0).map(|token| token.kind)
    }

    /// Whether the word stands after `ahead` others.
    pub(super) fn sees(&self, ahead: usize, word: &str) -> bool {
        self.peek(ahead).is_some_and(|token| token.is(word))
    }

    /// Passes over one token.
    pub(super) fn step(&mut self) -> Option<Token<'s>> {
        let token = self.peek(0)?;
        self.at += 1;
        Some(token)
    }

    /// The number of the next token, for [`Cursor::between`].
    pub(super) fn place(&self) -> usize {
        self.at
    }

    pub(super) fn go_to(&mut self, place: usize) {
        self.at = place;
    }

    /// Whether nothing follows.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Passes over these words, if they all stand here.
    pub(super) fn take(&mut self, words: &[&str]) -> bool {
        let there = words.iter().enumerate().all(|(ahead, word)| self.sees(ahead, word));
        if there {
            self.at += words.len();
        }
        there
    }

    pub(super) fn take_kind(&mut self, kind: TokenKind) -> bool {
        let there = self.kind() == Some(kind);
        self.at += usize::from(there);
        there
    }

    /// These words, or a complaint that they are not there.
    pub(super) fn need(&mut self, words: &[&str], expected: &'static str) -> Result<(), Unread> {
        if self.take(words) { Ok(()) } else { Err(self.unread(expected)) }
    }

    /// A name, with any quotes or none; SQLite takes a text in single quotes for one too.
    pub(super) fn name(&mut self, expected: &'static str) -> Result<String, Unread> {
        match self.peek(0) {
            Some(token)
                if matches!(token.kind, TokenKind::Word | TokenKind::Quoted | TokenKind::Text) =>
            {
                self.at += 1;
                Ok(token.value().into_owned())
            }
            _ => Err(self.unread(expected)),
        }
    }

    /// What stands in the parentheses here, which it passes over.
    pub(super) fn group(&mut self, expected: &'static str) -> Result<Group, Unread> {
        if self.kind() != Some(TokenKind::Open) {
            return Err(self.unread(expected));
        }
        let start = self.at + 1;
        let end = self.close_of(self.at).ok_or(Unread {
            expected: "a parenthesis that closes",
            found: None,
            at: self.text.len(),
        })?;
        self.at = end + 1;
        Ok(Group { start, end })
    }

    /// The parenthesis that closes the one at `open`.
    pub(super) fn close_of(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                TokenKind::Broken => return None,
                _ => {}
            }
        }
        None
    }

    /// The comma outside of parentheses that comes first from `start`, or `end`.
    pub(super) fn comma(&self, start: usize, end: usize) -> usize {
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate().take(end).skip(start) {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                TokenKind::Comma if depth == 0 => return at,
                _ => {}
            }
        }
        end
    }

    /// The text from the token `start` to the one before `end`, as it was written; comments around
    /// it are left out, because one that ends with the line would hide what is put behind it.
    pub(super) fn between(&self, start: usize, end: usize) -> &'s str {
        let from = self.tokens.get(start).map(|token| token.start);
        let to = end.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|last| last.end());
        match (from, to) {
            (Some(from), Some(to)) if start < end => self.text.get(from..to).unwrap_or_default(),
            _ => "",
        }
    }

    /// The text in the parentheses.
    pub(super) fn inside(&self, group: Group) -> &'s str {
        self.between(group.start, group.end)
    }

    /// The tokens from `start` to the one before `end`.
    pub(super) fn slice(&self, start: usize, end: usize) -> &[Token<'s>] {
        self.tokens.get(start..end).unwrap_or_default()
    }

    /// What is said if `expected` does not stand here.
    pub(super) fn unread(&self, expected: &'static str) -> Unread {
        let token = self.peek(0);
        Unread {
            expected,
            found: token.map(|token| token.text.chars().take(40).collect()),
            at: token.map_or(self.text.len(), |token| token.start),
        }
    }
}
