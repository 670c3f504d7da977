//! Texts as Rust literals.
//! It never decides what a text is for.

use proc_macro2::Literal;
use std::iter;

/// The text as a literal: raw where that spares escapes, and escaped where it does not show.
pub(super) fn text(text: &str) -> Literal {
    let shows = |c: char| matches!(c, '"' | '\\' | '\'') || c.escape_debug().eq(iter::once(c));
    if text.contains(['"', '\\']) && text.chars().all(shows) {
        let hashes = "#".repeat(fence(text));
        if let Ok(raw) = format!("r{hashes}\"{text}\"{hashes}").parse() {
            return raw;
        }
    }
    Literal::string(text)
}

/// How many `#` a raw literal of the text needs.
fn fence(text: &str) -> usize {
    let runs = text.match_indices('"').map(|(at, _)| {
        let behind = &text[at + 1..];
        1 + behind.len() - behind.trim_start_matches('#').len()
    });
    runs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_literal_holds_the_text_that_it_was_made_of() {
        let cases = [
            ("plain", "\"plain\""),
            ("it's", "\"it's\""),
            ("lower(\"Name\")", "r#\"lower(\"Name\")\"#"),
            ("\"#\"", "r##\"\"#\"\"##"),
            ("\\d", "r\"\\d\""),
            ("a\n\"", "\"a\\n\\\"\""),
            ("\u{202e}\"", "\"\\u{202e}\\\"\""),
            ("nul\0", "\"nul\\0\""),
        ];
        for (value, expected) in cases {
            let literal = text(value).to_string();
            assert_eq!(literal, expected);
            assert_eq!(syn::parse_str::<syn::LitStr>(&literal).unwrap().value(), value);
        }
    }
}
