//! Comments: lines of text that cannot end one.
//! It never drops a word; what would not show is escaped.

use std::iter;

/// The text in lines of at most `width` characters, the first behind `first` and the others behind
/// `next`.
pub(super) fn lines(text: &str, first: &str, next: &str, width: usize) -> Vec<String> {
    let mut lines = vec![first.to_owned()];
    let mut is_empty = true;
    for word in shown(text).split(' ') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if !is_empty && last + 1 + word.chars().count() > width {
            lines.push(next.to_owned());
            is_empty = true;
        }
        if let Some(line) = lines.last_mut() {
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
        }
        is_empty = false;
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The text with escapes for what would end the comment, or not show in it.
pub(super) fn shown(text: &str) -> String {
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
    use super::lines;

    #[test]
    fn a_comment_ends_where_it_is_meant_to() {
        assert_eq!(lines("one\ntwo \u{202e}", "- ", "  ", 40), ["- one\\ntwo \\u{202e}"]);
        assert_eq!(lines("it's \"a\\b\"", "", "", 40), ["it's \"a\\b\""]);
    }

    #[test]
    fn a_long_comment_is_several_lines() {
        let lines = lines(&"word ".repeat(40), "- ", "  ", 90);
        assert!(lines.len() > 1 && lines[0].starts_with("- word"), "{lines:?}");
        assert!(lines[1].starts_with("  word") && lines.iter().all(|line| line.len() <= 90));
    }
}
