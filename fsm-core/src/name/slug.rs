/// An expression as a part of a name: its words, joined by underscores, and four digits of a hash
/// of the whole, because `a < b` and `a > b` have the same words.
pub(super) fn expression_slug(expression: &str) -> String {
    let words = words(expression);
    let hash = hash_hex(expression, 4);
    if words.is_empty() { hash } else { format!("{words}_{hash}") }
}

/// The words of an expression, joined by underscores, at most 40 bytes of them.
pub(super) fn words(expression: &str) -> String {
    let mut slug = String::new();
    for word in expression.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if slug.len() + word.len() > 40 {
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.push_str(&word.to_ascii_lowercase());
    }
    slug
}

/// The first `digits` hexadecimal digits of the FNV-1a hash of `text` (64 bits), which is the same
/// in every process and build.
pub(super) fn hash_hex(text: &str, digits: usize) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut hex = format!("{hash:016x}");
    hex.truncate(digits);
    hex
}
