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
    push_enclosed(&mut quoted, text, quote);
    quoted
}

/// The same, at the end of `out`.
pub(super) fn push_enclosed(out: &mut String, text: &str, quote: char) {
    out.push(quote);
    for (at, part) in text.split(quote).enumerate() {
        if at > 0 {
            out.push(quote);
            out.push(quote);
        }
        out.push_str(part);
    }
    out.push(quote);
}

#[cfg(test)]
mod tests {
    use super::enclosed;

    #[test]
    fn each_quote_inside_is_doubled_and_nothing_else_is_touched() {
        for (text, expected) in [
            ("", "``"),
            ("`", "````"),
            ("``", "``````"),
            ("it`s", "`it``s`"),
            ("`; DROP", "```; DROP`"),
            ("\\ \" '", "`\\ \" '`"),
            ("\u{1f980}`\u{1f980}", "`\u{1f980}``\u{1f980}`"),
        ] {
            assert_eq!(enclosed(text, '`'), expected, "{text}");
        }
    }
}
