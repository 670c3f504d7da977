//! Texts that break quoting which is not careful: quotes, escapes, comments, placeholders, limits, Unicode.

use proptest::prelude::*;

/// Each with a name for messages.
pub const TEXTS: &[(&str, &str)] = &[
    ("plain", "plain"),
    ("double quote", "a\"b"),
    ("only a double quote", "\""),
    ("double quotes at both ends", "\"a\""),
    ("single quote", "it's"),
    ("only a single quote", "'"),
    ("two single quotes", "''"),
    ("backtick", "a`b"),
    ("only a backtick", "`"),
    ("brackets", "[a]"),
    ("percent", "100%s %d %(x)s %%"),
    ("end of statement and comment", "a;-- "),
    ("drop table", "x\"); DROP TABLE child; --"),
    ("drop table in single quotes", "x'); DROP TABLE child; --"),
    ("drop table in backticks", "x`); DROP TABLE child; -- "),
    ("block comment", "/* a */"),
    ("executable comment", "/*!50000 a */"),
    ("hash", "#a"),
    ("newline", "a\nb"),
    ("carriage return", "a\r\nb"),
    ("tab", "a\tb"),
    ("bell", "a\u{7}b"),
    ("substitute", "a\u{1a}b"),
    ("delete", "a\u{7f}b"),
    ("NUL", "a\0b"),
    ("only NUL", "\0"),
    ("backslash", "a\\b"),
    ("backslash at the end", "a\\"),
    ("backslash and quotes", "\\'\\\"\\`"),
    ("two backslashes", "\\\\"),
    ("escape that MySQL keeps", "\\%\\_"),
    ("escape of NUL", "a\\0b"),
    ("numbered placeholder", "$1"),
    ("dollar quotes", "$$a$$ $q$"),
    ("placeholder", "?"),
    ("named placeholder", ":name @name"),
    ("empty", ""),
    ("a space", " "),
    ("leading space", " a"),
    ("trailing space", "a "),
    ("no-break space at the end", "a\u{a0}"),
    ("dot", "a.b"),
    ("only a dot", "."),
    ("comma and parentheses", "a, (b)"),
    ("reserved word", "select"),
    ("reserved word in capitals", "TABLE"),
    ("reserved words", "order by"),
    ("null", "NULL"),
    ("a row's number", "rowid"),
    ("a number", "1"),
    ("begins with a digit", "1a"),
    ("an E string", "E'a'"),
    ("capitals", "MixedCase"),
    ("umlaut", "Größe"),
    ("cyrillic", "имя"),
    ("chinese", "名字"),
    ("emoji", "🦀"),
    ("emoji family", "👨\u{200d}👩\u{200d}👧"),
    ("right to left", "שלום"),
    ("right-to-left override", "a\u{202e}b"),
    ("combining", "e\u{301}"),
    ("combining at the beginning", "\u{301}e"),
    ("byte order mark", "\u{feff}a"),
    ("zero width", "a\u{200b}b"),
    ("replacement character", "\u{fffd}"),
    ("last character below the surrogates", "\u{d7ff}"),
    ("noncharacter", "\u{ffff}"),
    ("last character of all", "\u{10ffff}"),
    ("line separator", "a\u{2028}b"),
    ("fullwidth quote", "\u{ff02}\u{ff07}"),
    ("modifier apostrophe", "a\u{2bc}b"),
    ("63 bytes", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg"),
    ("64 bytes", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg"),
    ("65 bytes", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg"),
    (
        "63 bytes with quotes",
        "\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`",
    ),
    (
        "64 characters of two bytes",
        "ääääääääääöööööööööööüüüüüüüüüüääääääääääööööööööööüüüüüüüüüüßßß",
    ),
    (
        "200 characters",
        "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
    ),
];

/// Any text at all, with the characters that matter to SQL more often than chance would bring them.
pub fn any_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => prop::sample::select(
            "\"'`\\%;-/*#$?:@[](){}.,_ \t\r\n\0\u{1a}\u{7f}\u{301}\u{202e}\u{feff}🦀äAa0".chars().collect::<Vec<_>>()
        ),
        2 => proptest::char::range('a', 'z'),
        2 => any::<char>(),
    ];
    prop_oneof![
        8 => prop::collection::vec(character.clone(), 0..12),
        1 => prop::collection::vec(character, 55..70),
    ]
    .prop_map(|characters| characters.into_iter().collect())
}
