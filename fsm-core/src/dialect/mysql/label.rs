use super::collation;
use crate::dialect::NameCase;
use crate::schema::{ColumnDef, TableDef};
use std::borrow::Cow;

/// The form in which labels are equal that the column's collation takes for one.
///
/// A label that differs by more may still be refused by the server: what is folded here is what
/// every collation of its group folds.
pub(super) fn fold<'l>(table: &TableDef, column: &ColumnDef, label: &'l str) -> Cow<'l, str> {
    let name = collation::named(table, column).map(str::to_ascii_lowercase);
    match Regards::by(name.as_deref()) {
        Regards::Everything => Cow::Borrowed(label),
        Regards::Accents => NameCase::Insensitive.fold(label),
        Regards::Letters => {
            let lower = NameCase::Insensitive.fold(label);
            if lower.is_ascii() { lower } else { Cow::Owned(lower.chars().map(plain).collect()) }
        }
    }
}

/// What of a text a collation regards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Regards {
    /// Each character, as it is.
    Everything,
    /// Letters and accents, but no case.
    Accents,
    /// Letters only.
    Letters,
}

impl Regards {
    /// By the endings of names (manual, 10.3.1 Collation Naming Conventions). Without a name it is
    /// the usual one of `utf8mb4`, which regards letters only on every server.
    fn by(collation: Option<&str>) -> Self {
        let Some(name) = collation else { return Self::Letters };
        let is_any = |names: &[&str]| names.iter().any(|ending| name.ends_with(ending));
        if is_any(&["_bin", "_cs"]) || name == "binary" {
            Self::Everything
        } else if is_any(&["utf8mb4_general_ci", "_unicode_ci", "_unicode_520_ci"])
            || is_any(&["mb4_0900_ai_ci", "uca1400_ai_ci"])
        {
            Self::Letters
        } else {
            // That of a language, which may tell its own letters apart.
            Self::Accents
        }
    }
}

/// The letter without its accents, where `utf8mb4_general_ci`, `utf8mb4_unicode_ci`,
/// `utf8mb4_unicode_520_ci` and `utf8mb4_uca1400_ai_ci` all take the two for one: measured on
/// MariaDB 10.11 for every letter below U+FFFF that Unicode decomposes.
fn plain(letter: char) -> char {
    PLAIN.iter().find(|(_, accented)| accented.contains(letter)).map_or(letter, |(plain, _)| *plain)
}

#[rustfmt::skip]
const PLAIN: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľḷḹḻḽ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
    ('\u{435}', "\u{451}"),
];

#[cfg(test)]
mod tests {
    use super::fold;
    use crate::schema::{ColumnDef, SqlType, TableDef};

    fn check(collation: Option<&'static str>, one: &str, two: &str, expected: bool) {
        let table = TableDef::new("t");
        let mut column = ColumnDef::new("a", SqlType::Text);
        column.collation = collation.map(Into::into);
        let same = fold(&table, &column, one) == fold(&table, &column, two);
        assert_eq!(same, expected, "{collation:?} {one} {two}");
    }

    #[test]
    fn a_collation_regards_what_its_name_says() {
        for collation in [None, Some("utf8mb4_0900_ai_ci"), Some("UTF8MB4_GENERAL_CI")] {
            check(collation, "a", "A", true);
            check(collation, "r\u{e9}sum\u{e9}", "Resume", true);
            check(collation, "a", "b", false);
        }
        for collation in [Some("utf8mb4_0900_as_ci"), Some("utf8mb4_swedish_ci")] {
            check(collation, "a", "A", true);
            check(collation, "\u{e5}", "a", false);
        }
        for collation in [Some("utf8mb4_bin"), Some("utf8mb4_0900_as_cs"), Some("binary")] {
            check(collation, "a", "A", false);
        }
    }

    #[test]
    fn another_character_set_has_a_collation_of_its_own() {
        let mut table = TableDef::new("t");
        table.options.mysql.charset = Some("latin1".into());
        let column = ColumnDef::new("a", SqlType::Text);
        assert_ne!(fold(&table, &column, "\u{e5}"), fold(&table, &column, "a"));
        assert_eq!(fold(&table, &column, "A"), fold(&table, &column, "a"));
    }

    #[test]
    fn letters_that_some_collation_tells_apart_stay_apart() {
        for (one, two) in [
            ("\u{438}", "\u{439}"),
            ("\u{f8}", "o"),
            ("\u{df}", "ss"),
            ("e\u{301}", "e"),
            ("\u{e6}", "ae"),
        ] {
            check(None, one, two, false);
        }
    }
}
