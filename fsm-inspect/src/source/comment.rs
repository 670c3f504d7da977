//! Comments: what a model cannot say.
//! It never drops a word; what would not show is escaped.

use proc_macro2::TokenStream;
use quote::quote;
use std::iter;

/// How long a line of a comment may be.
const WIDTH: usize = 96;

/// Why something cannot be said in attributes: what stands in the comment about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsaid(pub(super) String);

impl Unsaid {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// Attributes that are printed as comments: `// not in this model: ..`.
pub(super) fn not_in_this_model(unsaid: &[Unsaid]) -> TokenStream {
    attributes(unsaid.iter().flat_map(|Unsaid(what)| lines(&format!("not in this model: {what}"))))
}

/// Attributes that are printed as comments.
pub(super) fn remark(text: &str) -> TokenStream {
    attributes(lines(text))
}

/// Lines of comments outside of items.
pub(super) fn standing(text: &str) -> String {
    lines(text).fold(String::new(), |text, line| text + "//" + &line + "\n")
}

fn attributes(lines: impl Iterator<Item = String>) -> TokenStream {
    // prettyplease prints an attribute of this name as a comment, which is no token.
    lines.map(|line| quote!(#[comment = #line])).collect()
}

/// The text in lines of a comment, each with a space before it.
fn lines(text: &str) -> impl Iterator<Item = String> + use<> {
    let mut lines = vec![String::new()];
    for word in shown(text).split(' ') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        let full = last > 0 && last + 1 + word.chars().count() > WIDTH;
        if full {
            lines.push(String::from(" "));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned())
}

/// The text with escapes for what would end the comment, or not show in it.
fn shown(text: &str) -> String {
    text.chars()
        .flat_map(|c| -> Box<dyn Iterator<Item = char>> {
            if matches!(c, '"' | '\'' | '\\') {
                Box::new(iter::once(c))
            } else {
                Box::new(c.escape_debug())
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::standing;

    #[test]
    fn a_comment_ends_where_it_is_meant_to() {
        assert_eq!(standing("one\ntwo \u{202e}"), "// one\\ntwo \\u{202e}\n");
        assert_eq!(standing("it's \"a\\b\""), "// it's \"a\\b\"\n");
    }

    #[test]
    fn a_long_comment_is_several_lines() {
        let text = standing(&"word ".repeat(40));
        assert!(text.lines().count() > 1);
        assert!(text.lines().all(|line| line.starts_with("// ") && line.len() <= 100), "{text}");
    }
}
