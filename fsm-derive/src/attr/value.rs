//! The values of keys: text, numbers, flags, SQL.
//! It never decides which keys may stand together.

use super::item::{Item, Place, Value, chunks, unraw};
use crate::cx::Cx;
use crate::symbol::{self, suggestion};
use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use syn::{LitBool, LitInt, LitStr, Token};

/// A string and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Span,
}

/// A value and where its key stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A dialect, by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
    Mysql,
}

/// SQL of the author's: for all dialects, or for some.
#[derive(Clone, Debug)]
pub(crate) struct SqlText {
    pub(crate) common: Option<String>,
    pub(crate) overrides: Vec<(Dialect, String)>,
}

/// The constant a column defaults to.
#[derive(Clone, Debug)]
pub(crate) enum Literal {
    String(String),
    Integer(i128),
    Number(String),
    Boolean(bool),
}

impl Dialect {
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        match key {
            "sqlite" => Some(Self::Sqlite),
            "postgres" => Some(Self::Postgres),
            "mysql" => Some(Self::Mysql),
            _ => None,
        }
    }
}

impl SqlText {
    pub(crate) fn empty() -> Self {
        Self { common: None, overrides: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.common.is_none() && self.overrides.is_empty()
    }
}

impl Item {
    /// Says that the value is not what the key takes.
    pub(crate) fn wrong(&self, cx: &Cx, takes: &str) {
        self.wrong_instead_of(cx, takes, self.key.write);
    }

    fn wrong_instead_of(&self, cx: &Cx, takes: &str, write: &str) {
        let message = format!("`{}` takes {takes}: write `{write}`", self.key.name);
        match &self.value {
            Value::Assign(tokens) | Value::List(tokens) if !tokens.is_empty() => {
                cx.error_over(tokens, message);
            }
            _ => cx.error(self.span, message),
        }
    }

    fn literal<T: syn::parse::Parse>(&self, cx: &Cx, takes: &str) -> Option<T> {
        if let Value::Assign(tokens) = &self.value
            && let Ok(literal) = syn::parse2(tokens.clone())
        {
            return Some(literal);
        }
        self.wrong(cx, takes);
        None
    }

    fn string(&self, cx: &Cx, takes: &str) -> Option<LitStr> {
        let Value::Assign(tokens) = &self.value else {
            self.wrong(cx, takes);
            return None;
        };
        if let Ok(literal) = syn::parse2(tokens.clone()) {
            return Some(literal);
        }
        self.wrong_instead_of(cx, takes, &self.quoted(self.key.name, tokens));
        None
    }

    /// What was written without quotes, with them.
    fn quoted(&self, key: &str, tokens: &TokenStream) -> String {
        let text = tokens.to_string();
        if text.contains(['"', '\n']) {
            return self.key.write.to_owned();
        }
        format!("{key} = \"{text}\"")
    }

    /// `= ".."`
    pub(crate) fn text(&self, cx: &Cx) -> Option<Text> {
        let literal = self.string(cx, "a string")?;
        Some(Text { value: literal.value(), span: literal.span() })
    }

    /// `= ".."`, and there must be something in it.
    pub(crate) fn name(&self, cx: &Cx) -> Option<Text> {
        let text = self.text(cx)?;
        if text.value.is_empty() {
            cx.error(
                text.span,
                format!("`{}` is empty: write `{}`", self.key.name, self.key.write),
            );
            return None;
        }
        Some(text)
    }

    /// Nothing behind the key.
    pub(crate) fn flag(&self, cx: &Cx) -> Option<Span> {
        if matches!(self.value, Value::Flag) {
            return Some(self.span);
        }
        self.wrong(cx, "no value");
        None
    }

    /// Nothing behind the key, or `= true`, or `= false`.
    pub(crate) fn switch(&self, cx: &Cx) -> Option<Spanned<bool>> {
        let value = match self.value {
            Value::Flag => true,
            _ => self.literal::<LitBool>(cx, "`true` or `false`")?.value,
        };
        Some(Spanned { value, span: self.span })
    }

    /// `= 50`
    pub(crate) fn count(&self, cx: &Cx) -> Option<Spanned<u32>> {
        let takes = "a whole number that fits 32 bits";
        if let Value::Assign(tokens) = &self.value
            && let Ok(text) = syn::parse2::<LitStr>(tokens.clone())
            && text.value().parse::<u32>().is_ok()
        {
            let write = format!("{} = {}", self.key.name, text.value());
            self.wrong_instead_of(cx, takes, &write);
            return None;
        }
        let literal: LitInt = self.literal(cx, takes)?;
        let value = literal.base10_parse().ok();
        if value.is_none() {
            self.wrong(cx, takes);
        }
        value.map(|value| Spanned { value, span: literal.span() })
    }

    /// `= -5`
    pub(crate) fn number(&self, cx: &Cx) -> Option<i64> {
        let takes = "a whole number that fits 64 bits";
        match self.signed(cx, takes)? {
            Literal::Integer(value) if i64::try_from(value).is_ok() => i64::try_from(value).ok(),
            _ => {
                self.wrong(cx, takes);
                None
            }
        }
    }

    /// `= "member"`, `= 5`, `= -1.5`, `= true`
    pub(crate) fn constant(&self, cx: &Cx) -> Option<Literal> {
        let takes = "a string, a number, `true` or `false`";
        if let Value::Assign(tokens) = &self.value {
            if let Ok(number) = syn::parse2::<LitInt>(tokens.clone())
                && !number.suffix().is_empty()
            {
                let write = format!("{} = {}", self.key.name, number.base10_digits());
                self.wrong_instead_of(cx, takes, &write);
                return None;
            }
            if matches!(tokens.clone().into_iter().next(), Some(TokenTree::Ident(word)) if word != "true" && word != "false")
            {
                self.wrong_instead_of(cx, takes, &self.quoted("default_sql", tokens));
                return None;
            }
        }
        self.signed(cx, takes)
    }

    fn signed(&self, cx: &Cx, takes: &str) -> Option<Literal> {
        let parse = |input: syn::parse::ParseStream<'_>| {
            let sign = if input.parse::<Option<Token![-]>>()?.is_some() { "-" } else { "" };
            let literal: syn::Lit = input.parse()?;
            Ok((sign, literal))
        };
        if let Value::Assign(tokens) = &self.value
            && let Ok((sign, literal)) = syn::parse::Parser::parse2(parse, tokens.clone())
        {
            match (sign, &literal) {
                ("", syn::Lit::Str(text)) => return Some(Literal::String(text.value())),
                ("", syn::Lit::Bool(value)) => return Some(Literal::Boolean(value.value)),
                (_, syn::Lit::Int(number)) if number.suffix().is_empty() => {
                    let digits = format!("{sign}{}", number.base10_digits());
                    if let Ok(value) = digits.parse() {
                        return Some(Literal::Integer(value));
                    }
                }
                (_, syn::Lit::Float(number)) if number.suffix().is_empty() => {
                    return Some(Literal::Number(format!("{sign}{}", number.base10_digits())));
                }
                _ => {}
            }
        }
        self.wrong(cx, takes);
        None
    }

    /// `= ".."`, or `(sqlite = "..", postgres = "..", mysql = "..")`
    pub(crate) fn sql(&self, cx: &Cx) -> Option<SqlText> {
        match &self.value {
            Value::List(tokens) if !tokens.is_empty() => {
                let takes = "SQL as a string, or one string a dialect (`postgres = \"..\"`)";
                if !is_assigned(tokens) {
                    self.wrong_instead_of(cx, takes, &self.quoted(self.key.name, tokens));
                    return None;
                }
                let mut sql = SqlText::empty();
                let place = Place::new(self.key.name, symbol::DIALECTS);
                for item in place.start().read(cx, tokens.clone()) {
                    sql.read(cx, &item);
                }
                (!sql.is_empty()).then_some(sql)
            }
            _ => {
                let takes = "SQL as a string, or one string a dialect (`postgres = \"..\"`)";
                let text = self.string(cx, takes)?;
                Some(SqlText { common: Some(text.value()), overrides: Vec::new() })
            }
        }
    }

    /// One of the words in `choices`, as a string.
    pub(crate) fn choice<T: Copy>(&self, cx: &Cx, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(cx)?;
        let wanted = text.value.to_lowercase();
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == wanted) {
            return Some(*value);
        }
        let hint = suggestion(&wanted, choices.iter().map(|(word, _)| *word));
        cx.error(text.span, format!("`{}` cannot be `{}`: {hint}", self.key.name, text.value));
        None
    }

    /// `(sqlite, postgres)`
    pub(crate) fn dialects(&self, cx: &Cx) -> Option<Vec<Dialect>> {
        let chunks = self.list(cx, "dialects")?;
        let mut dialects = Vec::new();
        for chunk in chunks {
            let [TokenTree::Ident(ident)] = &chunk[..] else {
                cx.error_over(
                    chunk.into_iter().collect::<TokenStream>(),
                    "a dialect is `sqlite`, `postgres` or `mysql`",
                );
                continue;
            };
            let name = unraw(ident);
            match Dialect::from_key(&name) {
                Some(dialect) if dialects.contains(&dialect) => {
                    cx.error(ident.span(), format!("`{name}` is given twice: remove one of them"));
                }
                Some(dialect) => dialects.push(dialect),
                None => {
                    let hint = suggestion(&name, symbol::DIALECTS.iter().map(|key| key.name));
                    cx.error(ident.span(), format!("`{name}` is no dialect: {hint}"));
                }
            }
        }
        Some(dialects)
    }

    /// `(..)` with something in it, split at its commas.
    pub(crate) fn list(&self, cx: &Cx, what: &str) -> Option<Vec<Vec<TokenTree>>> {
        if let Value::List(tokens) = &self.value
            && !tokens.is_empty()
        {
            return Some(chunks(tokens.clone()));
        }
        self.wrong(cx, &format!("a list of {what}"));
        None
    }
}

/// Whether these tokens begin as `key = ..` does, and not as an expression.
pub(super) fn is_assigned(tokens: &TokenStream) -> bool {
    let mut trees = tokens.clone().into_iter();
    matches!(
        (trees.next(), trees.next()),
        (Some(TokenTree::Ident(_)), Some(TokenTree::Punct(punct)))
            if punct.as_char() == '=' && punct.spacing() == Spacing::Alone
    )
}

impl SqlText {
    /// Takes up `sqlite = ".."`, `postgres = ".."`, `mysql = ".."`; answers whether it was one.
    pub(crate) fn read(&mut self, cx: &Cx, item: &Item) -> bool {
        let Some(dialect) = Dialect::from_key(item.key.name) else { return false };
        if let Some(text) = item.text(cx) {
            self.overrides.push((dialect, text.value));
        }
        true
    }
}
