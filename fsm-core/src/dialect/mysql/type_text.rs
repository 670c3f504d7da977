//! The one spelling of each column type that MySQL and MariaDB take for the same as others.
//! It never says what a type means to a model.

use super::label;
use super::token::{Placed, Quotes, Token, tokens};

/// A type as it was written: `decimal(10,2) unsigned`.
struct Written {
    name: String,
    arguments: Vec<Token>,
    unsigned: bool,
    zerofill: bool,
    /// `CHARACTER SET binary`, which makes bytes of text.
    bytes: bool,
    /// Words that say something else.
    rest: Vec<String>,
}

/// The one spelling, in small letters: `int` for `INTEGER` and `int(11)`. It can be executed.
///
/// What is no part of a type is left out: the character set and the collation.
pub(crate) fn normal_type(text: &str, quotes: Quotes) -> String {
    let found = tokens(text, quotes).and_then(|tokens| spell(&written(&tokens)?));
    found.unwrap_or_else(|| text.trim().to_ascii_lowercase())
}

/// The labels of `enum(..)` or `set(..)`.
pub(super) fn labels(text: &str, quotes: Quotes) -> Option<Vec<String>> {
    let written = written(&tokens(text, quotes)?)?;
    written.arguments.iter().map(label_of).collect()
}

fn written(tokens: &[Placed]) -> Option<Written> {
    let mut tokens = tokens.iter().map(|placed| &placed.token).peekable();
    let Token::Word(first) = tokens.next()? else { return None };
    let mut name = first.clone();
    // Names of two and three words.
    while let Some(Token::Word(next)) = tokens.peek() {
        let joins = match &*name {
            "double" => next == "precision",
            "character" | "char" | "nchar" | "national character" | "national char" => {
                next == "varying" || next == "varchar"
            }
            "national" => matches!(&**next, "character" | "char" | "varchar"),
            "long" => matches!(&**next, "varchar" | "varbinary" | "varcharacter"),
            _ => false,
        };
        if !joins {
            break;
        }
        name = format!("{name} {next}");
        tokens.next();
    }
    let mut written = Written {
        name,
        arguments: Vec::new(),
        unsigned: false,
        zerofill: false,
        bytes: false,
        rest: Vec::new(),
    };
    if tokens.next_if(|token| **token == Token::Symbol("(")).is_some() {
        loop {
            written.arguments.push(tokens.next()?.clone());
            match tokens.next()? {
                Token::Symbol(",") => {}
                Token::Symbol(")") => break,
                _ => return None,
            }
        }
    }
    while let Some(token) = tokens.next() {
        match token {
            Token::Symbol("/*!" | "*/") => {}
            Token::Number(number) => written.rest.push(number.clone()),
            Token::Word(word) => match &**word {
                "unsigned" => written.unsigned = true,
                "zerofill" => (written.unsigned, written.zerofill) = (true, true),
                "signed" | "ascii" | "unicode" | "binary" => {}
                "byte" => written.bytes = true,
                "charset" => written.bytes |= tokens.next()?.is("binary"),
                "character" if tokens.peek().is_some_and(|next| next.is("set")) => {
                    tokens.next();
                    written.bytes |= tokens.next()?.is("binary");
                }
                "collate" => {
                    tokens.next()?;
                }
                _ => written.rest.push(word.clone()),
            },
            _ => return None,
        }
    }
    Some(written)
}

/// `None` for a type of which nobody knows what its arguments mean.
fn spell(written: &Written) -> Option<String> {
    let numbers: Vec<u64> = written
        .arguments
        .iter()
        .filter_map(|token| match token {
            Token::Number(digits) => digits.parse().ok(),
            _ => None,
        })
        .collect();
    let plain = numbers.len() == written.arguments.len();
    let (name, arguments) = base(written, &numbers);
    let mut text = name.to_owned();
    if matches!(name, "enum" | "set") {
        let labels = written.arguments.iter().map(label_of).collect::<Option<Vec<_>>>()?;
        let labels: Vec<String> = labels.iter().map(|text| label(text)).collect();
        text = format!("{name}({})", labels.join(","));
    } else if !plain {
        return None;
    } else if !arguments.is_empty() {
        let numbers: Vec<String> = arguments.iter().map(u64::to_string).collect();
        text = format!("{name}({})", numbers.join(","));
    }
    if written.unsigned {
        text.push_str(" unsigned");
    }
    if written.zerofill {
        text.push_str(" zerofill");
    }
    for word in &written.rest {
        text.push(' ');
        text.push_str(word);
    }
    Some(text)
}

/// The name among those that mean the same, and the numbers in parentheses that say something.
fn base<'w>(written: &'w Written, numbers: &[u64]) -> (&'w str, Vec<u64>) {
    let width = |usual: u64| match (written.zerofill, numbers) {
        // The width says only how many zeros are shown.
        (true, []) => vec![usual],
        (true, [width, ..]) => vec![*width],
        (false, _) => Vec::new(),
    };
    let given = || numbers.to_vec();
    let or = |usual: &[u64]| if numbers.is_empty() { usual.to_vec() } else { numbers.to_vec() };
    let text = |text: &'static str, bytes: &'static str| if written.bytes { bytes } else { text };
    match &*written.name {
        "bool" | "boolean" => ("tinyint", vec![1]),
        "tinyint" | "int1" if numbers == [1] && !written.unsigned => ("tinyint", vec![1]),
        "tinyint" | "int1" => ("tinyint", width(3)),
        "smallint" | "int2" => ("smallint", width(5)),
        "mediumint" | "middleint" | "int3" => ("mediumint", width(8)),
        "int" | "integer" | "int4" => ("int", width(10)),
        "bigint" | "int8" => ("bigint", width(20)),
        "decimal" | "dec" | "numeric" | "fixed" => match numbers {
            [] => ("decimal", vec![10, 0]),
            [precision] => ("decimal", vec![*precision, 0]),
            _ => ("decimal", given()),
        },
        "float" => match numbers {
            [bits] if *bits > 24 => ("double", Vec::new()),
            [_] => ("float", Vec::new()),
            _ => ("float", given()),
        },
        "float4" => ("float", given()),
        "double" | "double precision" | "float8" | "real" => ("double", given()),
        "char" | "character" | "nchar" | "national char" | "national character" => {
            (text("char", "binary"), or(&[1]))
        }
        "varchar"
        | "varcharacter"
        | "nvarchar"
        | "character varying"
        | "char varying"
        | "national varchar"
        | "national character varying"
        | "national char varying"
        | "nchar varying"
        | "nchar varchar" => (text("varchar", "varbinary"), given()),
        "binary" => ("binary", or(&[1])),
        "bit" => ("bit", or(&[1])),
        "year" => ("year", Vec::new()),
        "tinytext" => (text("tinytext", "tinyblob"), Vec::new()),
        "text" => (text("text", "blob"), given()),
        "mediumtext" | "long" | "long varchar" | "long varcharacter" => {
            (text("mediumtext", "mediumblob"), Vec::new())
        }
        "longtext" => (text("longtext", "longblob"), Vec::new()),
        "long varbinary" => ("mediumblob", Vec::new()),
        "blob" => match numbers {
            [0..=255] => ("tinyblob", Vec::new()),
            [256..=65_535] | [] => ("blob", Vec::new()),
            [65_536..=16_777_215] => ("mediumblob", Vec::new()),
            _ => ("longblob", Vec::new()),
        },
        "time" | "datetime" | "timestamp" if numbers == [0] => (&*written.name, Vec::new()),
        "geomcollection" => ("geometrycollection", given()),
        other => (other, given()),
    }
}

/// A label; the server cuts the spaces at its end.
fn label_of(token: &Token) -> Option<String> {
    let text = match token {
        Token::Text(text) => text.clone(),
        Token::Bytes(bytes) => String::from_utf8(bytes.clone()).ok()?,
        _ => return None,
    };
    Some(text.trim_end_matches(' ').to_owned())
}

#[cfg(test)]
mod tests {
    use super::normal_type;
    use crate::dialect::mysql::token::Quotes;

    #[test]
    fn types_that_the_server_takes_for_one_have_one_spelling() {
        for (expected, texts) in [
            ("int", &["INT", "integer", "int(11)", "int4", "INT SIGNED", " int ( 5 ) "][..]),
            ("int unsigned", &["int(10) unsigned", "INTEGER UNSIGNED"]),
            ("int(10) unsigned zerofill", &["int zerofill", "int(10) unsigned zerofill"]),
            ("tinyint(1)", &["bool", "BOOLEAN", "tinyint(1)"]),
            ("tinyint", &["TINYINT", "tinyint(4)", "int1"]),
            ("tinyint unsigned", &["tinyint(3) unsigned", "tinyint(1) unsigned"]),
            ("decimal(10,0)", &["decimal", "NUMERIC", "dec(10)", "fixed(10, 0)"]),
            ("decimal(10,2) unsigned", &["numeric(10, 2) unsigned"]),
            ("double", &["double precision", "REAL", "float8", "float(53)", "double"]),
            ("double(7,3)", &["real(7,3)"]),
            ("float", &["float", "FLOAT(24)", "float4"]),
            ("varchar(5)", &["character varying(5)", "VARCHAR(5) CHARACTER SET latin1 COLLATE x"]),
            ("varbinary(5)", &["varchar(5) charset binary", "VARBINARY(5)"]),
            ("char(1)", &["char", "character", "CHAR(1) ascii"]),
            ("datetime(6)", &["DATETIME(6)"]),
            ("time", &["time", "TIME(0)"]),
            ("year", &["year(4)"]),
            ("bit(1)", &["bit"]),
            ("mediumblob", &["blob(70000)", "long varbinary"]),
            ("enum('a','it''s')", &["ENUM('a', 'it\\'s')", "enum('a ','it''s') charset latin1"]),
            ("enum(X'615C')", &["ENUM(X'615c')", "enum('a\\\\')"]),
            ("point srid 4326", &["POINT SRID 4326"]),
            ("varchar(3) compressed", &["varchar(3) /*M!100301 COMPRESSED*/"]),
            ("uuid", &["UUID"]),
            ("enum('a", &["ENUM('a"]),
        ] {
            for text in texts {
                assert_eq!(normal_type(text, Quotes::USUAL), expected, "{text}");
                // It is its own spelling.
                assert_eq!(normal_type(expected, Quotes::USUAL), expected);
            }
        }
    }
}
