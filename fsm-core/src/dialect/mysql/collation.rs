use crate::dialect::{Speller, Unlike};
use crate::schema::{ColumnDef, Dialect, TableDef};

/// How a column of text is compared, as far as the model says it.
struct Comparison<'m> {
    /// `utf8mb4`; `None` if only the server knows.
    charset: Option<&'m str>,
    /// `utf8mb4_bin`; `None` for the usual one of the character set.
    collation: Option<&'m str>,
}

/// The character set of a collation; `None` for those that take the one around them.
pub(super) fn charset_of(collation: &str) -> Option<&str> {
    let charset = collation.split('_').next().unwrap_or(collation);
    (!charset.eq_ignore_ascii_case("uca1400")).then_some(charset)
}

/// The column's collation, or what stands in for it.
fn comparison<'m>(table: &'m TableDef, column: &'m ColumnDef) -> Comparison<'m> {
    let options = &table.options.mysql;
    let of_column = column.collation.as_ref().and_then(|sql| sql.text(Dialect::Mysql));
    let collation = of_column.or(options.collation.as_deref());
    let around = options.charset.as_deref().or_else(|| match options.collation.as_deref() {
        Some(collation) => charset_of(collation),
        None => Some("utf8mb4"),
    });
    Comparison { charset: collation.and_then(charset_of).or(around), collation }
}

/// The collation of a column of text or of labels; the character set if only the server knows which
/// of that set's it is, and `None` for the usual one of Unicode.
pub(super) fn named<'m>(table: &'m TableDef, column: &'m ColumnDef) -> Option<&'m str> {
    let Comparison { charset, collation } = comparison(table, column);
    let is_unicode = |charset: &&str| {
        ["utf8", "utf8mb3", "utf8mb4"].iter().any(|known| known.eq_ignore_ascii_case(charset))
    };
    collation.or(charset.filter(|charset| !is_unicode(charset)))
}

/// Bytes of the widest character of the column, four where the character set is not known.
pub(super) fn bytes_a_character(table: &TableDef, column: &ColumnDef) -> u64 {
    let charset = comparison(table, column).charset.map(str::to_ascii_lowercase);
    match charset.as_deref() {
        Some("ascii" | "latin1" | "binary") => 1,
        Some("utf8" | "utf8mb3") => 3,
        _ => 4,
    }
}

/// What keeps two columns of text from being a foreign key and its target: `InnoDB` compares them
/// byte by byte, so they must be of one character set and one collation
/// (manual, 15.1.20.5 FOREIGN KEY Constraints).
pub(super) fn unlike(
    speller: &Speller<'_>,
    (table, column): (&TableDef, &ColumnDef),
    (other_table, other): (&TableDef, &ColumnDef),
) -> Option<Unlike> {
    if !is_plain_text(&speller.declared_type(column))
        || !is_plain_text(&speller.declared_type(other))
    {
        return None;
    }
    let (here, there) = (comparison(table, column), comparison(other_table, other));
    if let (Some(one), Some(two)) = (here.charset, there.charset)
        && !is_same(one, two)
    {
        let of = |name: &str| format!("of the character set `{name}`");
        return Some(Unlike { here: of(one), there: of(two) });
    }
    let differ = match (here.collation, there.collation) {
        (Some(one), Some(two)) => !is_same(one, two),
        (Some(only), None) | (None, Some(only)) => is_never_usual(only),
        (None, None) => false,
    };
    let of = |collation: Option<&str>| match collation {
        Some(name) => format!("compared by `{name}`"),
        None => "compared as the server does".to_owned(),
    };
    differ.then(|| Unlike { here: of(here.collation), there: of(there.collation) })
}

/// Whether the type is text by a length, without a character set or a collation of its own.
fn is_plain_text(declared: &str) -> bool {
    let declared = declared.trim().to_ascii_uppercase();
    let (name, rest) = declared.split_once('(').unwrap_or((&declared, ")"));
    matches!(name.trim_end(), "CHAR" | "VARCHAR" | "CHARACTER") && rest.trim_end().ends_with(')')
}

/// Whether two names of character sets or collations may mean one: `utf8` is one of the other two,
/// and the server says which.
pub(super) fn is_same(one: &str, two: &str) -> bool {
    let (one, two) = (one.to_ascii_lowercase(), two.to_ascii_lowercase());
    let of_utf8 = |name: &str, other: &str| {
        let Some(rest) = name.strip_prefix("utf8") else { return false };
        let either = |set: &str| other.strip_prefix(set) == Some(rest);
        (rest.is_empty() || rest.starts_with('_')) && (either("utf8mb3") || either("utf8mb4"))
    };
    one == two || of_utf8(&one, &two) || of_utf8(&two, &one)
}

/// Whether no server comes with this collation as the usual one of its character set.
pub(super) fn is_never_usual(collation: &str) -> bool {
    let name = collation.to_ascii_lowercase();
    name.ends_with("_bin") || name.ends_with("_cs")
}

/// What is wrong with the table's character set and collation together.
pub(super) fn mismatch(table: &TableDef) -> Option<(&str, &str)> {
    let options = &table.options.mysql;
    let (charset, collation) = (options.charset.as_deref()?, options.collation.as_deref()?);
    (!is_same(charset, charset_of(collation)?)).then_some((charset, collation))
}

#[cfg(test)]
mod tests {
    use super::{is_never_usual, is_plain_text, is_same};

    #[test]
    fn one_character_set_has_several_names() {
        for (one, two, expected) in [
            ("utf8mb4", "UTF8MB4", true),
            ("utf8", "utf8mb3", true),
            ("utf8mb4", "utf8", true),
            ("utf8mb3", "utf8mb4", false),
            ("utf8_bin", "utf8mb3_bin", true),
            ("utf8mb4_bin", "utf8_bin", true),
            ("utf8_bin", "utf8mb4_general_ci", false),
            ("latin1", "utf8", false),
            ("latin1_bin", "latin1_swedish_ci", false),
        ] {
            assert_eq!(is_same(one, two), expected, "{one} {two}");
            assert_eq!(is_same(two, one), expected, "{two} {one}");
        }
    }

    #[test]
    fn only_text_without_words_of_its_own_is_judged() {
        for (declared, expected) in [
            ("VARCHAR(50)", true),
            ("char ( 3 )", true),
            ("CHAR", true),
            ("VARCHAR(50) CHARACTER SET latin1", false),
            ("VARBINARY(50)", false),
            ("ENUM('a')", false),
            ("INT", false),
        ] {
            assert_eq!(is_plain_text(declared), expected, "{declared}");
        }
    }

    #[test]
    fn a_binary_collation_is_the_usual_one_nowhere() {
        assert!(is_never_usual("utf8mb4_bin") && is_never_usual("utf8mb4_0900_as_cs"));
        assert!(!is_never_usual("utf8mb4_general_ci"));
    }
}
