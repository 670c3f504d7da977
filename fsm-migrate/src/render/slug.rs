//! Names of files and ids of revisions.
//! It never looks which are taken.

use super::NewRevision;
use crate::{Error, ErrorKind};
use fsm_core::NameLimit;
use std::fmt::Write as _;

/// How long the part of a name may be that comes from the message.
const SLUG: usize = 40;

/// How long a file's name may be. What is longer is cut off and gets a hash.
const NAME: NameLimit = NameLimit::Bytes(120);

/// The template of a file's name where none is said.
pub const DEFAULT_FILE_TEMPLATE: &str = "m_%(rev)s_%(slug)s";

/// The message as part of a file's name: its words of ASCII letters and digits, in small letters,
/// up to 40 characters. It may be empty.
///
/// ```
/// assert_eq!(fsm_migrate::render::slug("Add users' e-mail!"), "add_users_e_mail");
/// ```
#[must_use]
pub fn slug(message: &str) -> String {
    let lower = message.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + 1 + word.len() > SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.push_str(&word[..word.len().min(SLUG)]);
    }
    slug
}

/// The name of a revision's module, and of its file without `.rs`, after a template with Alembic's
/// tokens: `%(rev)s`, `%(slug)s`, `%(year)d`, `%(month).2d`, `%(day).2d`, `%(hour).2d`,
/// `%(minute).2d`, `%(second).2d` and `%(epoch)d`, and `%%` for a percent sign.
///
/// Whatever the template, the name is one that a module can have: small letters, digits and `_`,
/// with `m_` before a digit or a keyword, and at most 120 characters.
///
/// # Errors
/// [`ErrorKind::FileTemplate`] for a token that is none, for a date where
/// [`NewRevision::create_date`] says none, and for a name that would be empty.
pub fn file_name(template: &str, new: &NewRevision) -> Result<String, Error> {
    let refused = |reason: String| {
        Error::from(ErrorKind::FileTemplate { template: template.to_owned(), reason })
    };
    let mut name = String::new();
    let mut rest = template;
    while let Some((before, token)) = rest.split_once('%') {
        name.push_str(before);
        if let Some(behind) = token.strip_prefix('%') {
            name.push('%');
            rest = behind;
            continue;
        }
        let open = token.strip_prefix('(').and_then(|token| token.split_once(')'));
        let Some((key, behind)) = open else {
            return Err(refused("behind a `%` stands a token such as `(rev)s`".to_owned()));
        };
        let Some((width, behind)) = form(behind) else {
            return Err(refused(format!("`%({key})` is not followed by `s`, `d` or `.2d`")));
        };
        match key {
            "rev" => name.push_str(&new.id),
            "slug" => name.push_str(&slug(&new.message)),
            _ => {
                let date = new.create_date.as_deref();
                let number = match Date::part(key) {
                    None => return Err(refused(format!("there is no token `{key}`"))),
                    Some(part) => date.and_then(Date::read).map(|date| date.get(part)),
                };
                let Some(number) = number else {
                    return Err(refused(format!("`{key}` needs the date of the revision")));
                };
                let _ = write!(name, "{number:0width$}");
            }
        }
        rest = behind;
    }
    name.push_str(rest);
    module_name(&name).ok_or_else(|| refused("the name is empty".to_owned()))
}

/// What stands behind a token: `s`, `d` or `.2d`.
fn form(text: &str) -> Option<(usize, &str)> {
    if let Some(behind) = text.strip_prefix(['s', 'd']) {
        return Some((0, behind));
    }
    let text = text.strip_prefix('.').or_else(|| text.strip_prefix('0'))?;
    let (digit, behind) = (text.chars().next()?.to_digit(10)?, text.get(1..)?);
    Some((usize::try_from(digit).ok()?, behind.strip_prefix('d')?))
}

/// The text as the name of a module; `None` if nothing is left of it.
fn module_name(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let parts = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("_");
    let name = match name.chars().next()? {
        first if first.is_ascii_digit() || is_keyword(&name) => format!("m_{name}"),
        _ => name,
    };
    Some(NAME.shorten(name))
}

/// Rust's keywords, and what a file of a module cannot be called.
fn is_keyword(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
        "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
        "in", "let", "lib", "loop", "macro", "main", "match", "mod", "move", "mut", "override",
        "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
        "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
        // Windows opens devices for these.
        "aux", "con", "nul", "prn",
    ];
    WORDS.contains(&word)
}

/// Whether a text can be the name of a module that has a file.
pub(super) fn is_module_name(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    starts && plain && text != "_" && !is_keyword(text)
}

/// A moment, as far as a file's name can say it.
struct Date([i64; 6]);

impl Date {
    /// The place of a token's number; that of `epoch` is behind the others.
    fn part(token: &str) -> Option<usize> {
        ["year", "month", "day", "hour", "minute", "second", "epoch"]
            .iter()
            .position(|known| *known == token)
    }

    /// The first six numbers of a text such as `2026-11-21 20:59:01+00:00`.
    fn read(text: &str) -> Option<Self> {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let numbers: Vec<i64> = numbers.take(6).map_while(|part| part.parse().ok()).collect();
        let mut all = [0; 6];
        for (place, number) in all.iter_mut().zip(&numbers) {
            *place = *number;
        }
        let [_, month, day, ..] = all;
        (numbers.len() >= 3 && (1..=12).contains(&month) && (1..=31).contains(&day))
            .then_some(Self(all))
    }

    fn get(&self, part: usize) -> i64 {
        self.0.get(part).copied().unwrap_or_else(|| self.epoch())
    }

    /// Seconds since 1970, with the numbers taken for UTC.
    fn epoch(&self) -> i64 {
        let [year, month, day, hour, minute, second] = self.0;
        // Years that begin in March, so that a leap day is the last of its year.
        let year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = 365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468;
        days * 86_400 + hour * 3_600 + minute * 60 + second
    }
}

/// An id of twelve hexadecimal digits, made of a number that nobody else has: from the system's
/// source of randomness, or from a clock.
#[must_use]
pub fn new_id(entropy: u64) -> String {
    // The last steps of SplitMix64: numbers that differ in one bit have ids that differ in half of
    // them, so that a clock's will do.
    let mixed = entropy.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let mixed = mixed ^ (mixed >> 31);
    format!("{:012x}", mixed >> 16)
}
