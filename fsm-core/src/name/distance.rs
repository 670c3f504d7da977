/// The one of `known` that `wanted` was probably meant to be, if one is near: the first of those
/// with the fewest differences, at most one in three characters.
pub(crate) fn nearest<K: AsRef<str>>(
    wanted: &str,
    known: impl IntoIterator<Item = K>,
) -> Option<K> {
    known
        .into_iter()
        .map(|name| (distance(wanted, name.as_ref()), name))
        .filter(|(differences, _)| *differences <= wanted.chars().count().div_ceil(3))
        .min_by_key(|(differences, _)| *differences)
        .map(|(_, name)| name)
}

/// How many characters must be inserted, removed or replaced to make `b` of `a` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
