//! Rust identifiers made of a database's names: valid ones, and different ones where they stand
//! side by side.
//! It never decides what is named.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Span;
use std::collections::BTreeSet;
use syn::Ident;
use unicode_normalization::UnicodeNormalization;

/// Words that are no identifiers by themselves, of every edition and those that are reserved.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Those of them that `r#` does not help.
const NEVER_RAW: &[&str] = &["crate", "self", "Self", "super"];

/// An identifier for a field: the name itself where it can be one.
pub(crate) fn field(name: &str) -> String {
    if is_plain(name) && !name.contains("__") && !name.contains(char::is_uppercase) {
        return name.to_owned();
    }
    valid(&spaced(name).to_snake_case(), "column")
}

/// An identifier for a struct or an enum; `noun` stands in for a name without a letter.
pub(crate) fn type_name(name: &str, noun: &str) -> String {
    valid(&spaced(name).to_upper_camel_case(), noun)
}

/// The identifier as a token: with `r#` where it is a keyword.
pub(crate) fn token(name: &str) -> Ident {
    if KEYWORDS.contains(&name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        syn::parse_str(name).unwrap_or_else(|_| Ident::new("unnamed", Span::call_site()))
    }
}

/// Different names out of names that may be equal.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    taken: BTreeSet<String>,
}

impl Distinct {
    /// These names are somebody else's.
    pub(crate) fn reserve<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.taken.extend(names.into_iter().map(str::to_owned));
    }

    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// The first of `candidates` that is free, or the first with a number.
    pub(crate) fn take(
        &mut self,
        candidates: impl IntoIterator<Item = String>,
        joint: &str,
        wanted_by_others: &BTreeSet<String>,
    ) -> String {
        let mut first: Option<String> = None;
        for candidate in candidates {
            let free = first.is_none() || !wanted_by_others.contains(&candidate);
            if free && self.taken.insert(candidate.clone()) {
                return candidate;
            }
            first.get_or_insert(candidate);
        }
        let base = first.unwrap_or_default();
        let numbered = (2_u64..).map(|number| format!("{base}{joint}{number}"));
        let free = |name: &String| !self.taken.contains(name) && !wanted_by_others.contains(name);
        // The numbers do not end before the names do.
        let name = numbered.into_iter().find(free).unwrap_or(base);
        self.taken.insert(name.clone());
        name
    }
}

/// Identifiers for the fields of one struct, in the order of the columns.
pub(crate) fn fields<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let wanted: Vec<(&str, String)> = names.map(|name| (name, field(name))).collect();
    let all: BTreeSet<String> = wanted.iter().map(|(_, ident)| ident.clone()).collect();
    let mut distinct = Distinct::default();
    let mut idents = vec![String::new(); wanted.len()];
    // Columns that have their own name for a field keep it, whatever comes before them.
    for own in [true, false] {
        for (at, (name, ident)) in wanted.iter().enumerate() {
            if (name == ident) == own {
                idents[at] = distinct.take([ident.clone()], "_", &all);
            }
        }
    }
    idents
}

/// Whether `name` is an identifier as it stands, or a keyword that `r#` makes one.
fn is_plain(name: &str) -> bool {
    let composed = || name.nfc().eq(name.chars());
    !NEVER_RAW.contains(&name) && (KEYWORDS.contains(&name) || is_ident(name) && composed())
}

fn is_ident(name: &str) -> bool {
    syn::parse_str::<Ident>(name).is_ok_and(|ident| ident == name)
}

/// The name with a space in the place of each character that no identifier has.
fn spaced(name: &str) -> String {
    name.nfc().map(|c| if is_ident(&format!("_{c}_")) { c } else { ' ' }).collect()
}

/// `words` if they are an identifier, or what is nearest to them.
fn valid(words: &str, noun: &str) -> String {
    let words: String = words.nfc().collect();
    if is_plain(&words) {
        return words;
    }
    [format!("{words}_"), format!("_{words}")]
        .into_iter()
        .find(|name| !words.is_empty() && is_plain(name))
        .unwrap_or_else(|| noun.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{field, fields, type_name};

    #[test]
    fn a_column_keeps_its_name_where_it_can() {
        let cases = [
            ("id", "id"),
            ("type", "type"),
            ("gen", "gen"),
            ("_id", "_id"),
            ("größe", "größe"),
            ("createdAt", "created_at"),
            ("NAME", "name"),
            ("a__b", "a_b"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("2fa", "_2fa"),
            ("with space", "with_space"),
            ("it's", "it_s"),
            ("", "column"),
            ("_", "column"),
            ("100%", "_100"),
            ("?!", "column"),
            ("e\u{301}t\u{e9}", "\u{e9}t\u{e9}"),
            ("数据库", "数据库"),
            ("\u{1f980}", "column"),
        ];
        for (name, expected) in cases {
            assert_eq!(field(name), expected, "{name}");
        }
    }

    #[test]
    fn a_table_becomes_a_type() {
        let cases = [
            ("users", "Users"),
            ("order_lines", "OrderLines"),
            ("self", "Self_"),
            ("2fa", "_2fa"),
            ("HTMLPage", "HtmlPage"),
            ("", "Table"),
            ("a.b-c", "ABC"),
        ];
        for (name, expected) in cases {
            assert_eq!(type_name(name, "Table"), expected, "{name}");
        }
    }

    #[test]
    fn fields_of_one_struct_have_different_names() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["NAME", "name", "Name"], &["name_2", "name", "name_3"]),
            (&["a b", "a_b_2", "a-b"], &["a_b", "a_b_2", "a_b_3"]),
            (&["e\u{301}", "\u{e9}"], &["\u{e9}_2", "\u{e9}"]),
            (&["?", "!"], &["column", "column_2"]),
        ];
        for (names, expected) in cases {
            assert_eq!(fields(names.iter().copied()), *expected, "{names:?}");
        }
    }
}
