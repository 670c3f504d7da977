/// An expression as a part of a name: its words, joined by underscores, and four digits of a hash
/// of the whole, because `a < b` and `a > b` have the same words.
pub(super) fn expression_slug(expression: &str) -> String {
    let words = words(expression);
    let hash = hash_hex(expression, 4);
    if words.is_empty() { hash } else { format!("{words}_{hash}") }
}

/// The words of an expression, joined by underscores, at most 40 bytes of them.
fn words(expression: &str) -> String {
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

/// The first `digits` hexadecimal digits of a hash of `text` that is the same in every process and
/// build: FNV-1a of 64 bits, mixed as `MurmurHash3` ends (`fmix64`), because the first digits of
/// FNV hardly heed the last characters.
pub(super) fn hash_hex(text: &str, digits: usize) -> String {
    let fnv = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (fnv ^ (fnv >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    let mut hex = format!("{:016x}", mixed ^ (mixed >> 33));
    hex.truncate(digits);
    hex
}

#[cfg(test)]
mod tests {
    use super::hash_hex;
    use std::collections::BTreeSet;

    #[test]
    fn texts_that_differ_at_the_end_only_have_different_beginnings_of_their_hash() {
        let letters = || 'a'..='z';
        let texts = letters().flat_map(|a| letters().map(move |b| format!("status in {a}{b}")));
        let hashes: BTreeSet<String> = texts.map(|text| hash_hex(&text, 4)).collect();
        // By chance, 676 texts of 65,536 hashes have three or four in common.
        assert!(hashes.len() > 660, "{}", hashes.len());
        assert_ne!(hash_hex("+", 4), hash_hex("-", 4));
    }
}
