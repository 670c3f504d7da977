use super::Grammar;
use crate::schema::Literal;

/// A constant as the dialect writes it.
pub(super) fn spell(grammar: &dyn Grammar, literal: &Literal) -> String {
    match literal {
        Literal::String(text) => grammar.string(text),
        Literal::Integer(number) => number.to_string(),
        Literal::Number(digits) => digits.to_string(),
        Literal::Boolean(value) => grammar.boolean(*value).to_owned(),
    }
}

/// `text` between `quote`s, with each `quote` in it doubled.
pub(super) fn enclosed(text: &str, quote: char) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        if character == quote {
            quoted.push(quote);
        }
        quoted.push(character);
    }
    quoted.push(quote);
    quoted
}
