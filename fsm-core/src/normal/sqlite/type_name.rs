use super::token::{TokenKind, tokens};

/// The declared words in small letters, with one space between them and none around parentheses.
///
/// Nothing else is one: `INT` and `INTEGER` have the same affinity and are two declarations.
pub(super) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut tight = true;
    for token in tokens(text) {
        let joins = matches!(
            token.kind,
            TokenKind::Open | TokenKind::Close | TokenKind::Comma | TokenKind::Operator
        );
        if !tight && !joins {
            normal.push(' ');
        }
        normal.push_str(&token.value().to_ascii_lowercase());
        tight = joins && token.kind != TokenKind::Close;
    }
    normal
}
