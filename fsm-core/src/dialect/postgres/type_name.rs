//! The names of column types in one form, whoever wrote them.
//! It never asks what a name means that PostgreSQL does not have by itself.

/// The names that are no names of types but words of the grammar: in quotes they mean a type of
/// somebody's own.
const WORDS: &[&str] = &[
    "bigint",
    "bigserial",
    "boolean",
    "char",
    "character",
    "dec",
    "decimal",
    "double",
    "float",
    "int",
    "integer",
    "national",
    "nchar",
    "real",
    "serial",
    "serial2",
    "serial4",
    "serial8",
    "setof",
    "smallint",
    "smallserial",
];

/// The name in the form in which the server has it (`format_type`), apart from quotes that are not
/// needed: `int4[]` becomes `integer[]`, and `TIMESTAMPTZ(3)` `timestamp(3) with time zone`.
///
/// `serial` is the type of its column (manual, 8.1.4).
pub(crate) fn canonical(text: &str) -> String {
    let Some(mut tokens) = tokens(text) else { return text.trim().to_owned() };
    let array = take_array(&mut tokens);
    let Some(name) = Name::of(&tokens) else {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    };
    let mut name = name.known().unwrap_or_else(|| name.unknown());
    if array {
        name.push_str("[]");
    }
    name
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A word in small letters, or a number.
    Word(String),
    /// A name in quotes, without them.
    Quoted(String),
    /// A string constant as it stands.
    Text(String),
    Symbol(char),
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(&letter) = letters.peek() {
        if letter.is_whitespace() {
            letters.next();
        } else if letter == '"' || letter == '\'' {
            letters.next();
            let mut quoted = String::new();
            loop {
                match letters.next()? {
                    end if end == letter => match letters.next_if_eq(&letter) {
                        Some(doubled) => quoted.push(doubled),
                        None => break,
                    },
                    inner => quoted.push(inner),
                }
            }
            tokens.push(if letter == '"' { Token::Quoted(quoted) } else { Token::Text(quoted) });
        } else if is_word(letter) {
            let mut word = String::new();
            while let Some(letter) = letters.next_if(|letter| is_word(*letter)) {
                word.push(letter.to_ascii_lowercase());
            }
            tokens.push(Token::Word(word));
        } else {
            letters.next();
            tokens.push(Token::Symbol(letter));
        }
    }
    Some(tokens)
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$') || !letter.is_ascii()
}

/// Takes `[]`, `[3]` and `ARRAY` off the end: how many dimensions an array has is not kept.
fn take_array(tokens: &mut Vec<Token>) -> bool {
    let mut array = false;
    loop {
        let kept = match &tokens[..] {
            [rest @ .., Token::Symbol('['), Token::Symbol(']')]
            | [rest @ .., Token::Symbol('['), Token::Word(_), Token::Symbol(']')] => rest.len(),
            [_, rest @ .., Token::Word(word)] if word == "array" => rest.len() + 1,
            _ => return array,
        };
        tokens.truncate(kept);
        array = true;
    }
}

/// A type's name in its parts.
struct Name {
    /// The schema and the name, or the words of a name of several; quoted or not.
    path: Vec<Token>,
    /// Whether the path is words and no schema.
    words: bool,
    /// What stands in parentheses, without spaces.
    modifiers: Option<String>,
    /// The words behind the parentheses.
    tail: String,
}

impl Name {
    fn of(tokens: &[Token]) -> Option<Self> {
        let is_name = |token: &&Token| matches!(token, Token::Word(_) | Token::Quoted(_));
        let mut path = vec![tokens.first().filter(is_name)?.clone()];
        let mut at = 1;
        let dotted = tokens.get(at) == Some(&Token::Symbol('.'));
        if dotted {
            while tokens.get(at) == Some(&Token::Symbol('.')) {
                path.push(tokens.get(at + 1).filter(is_name)?.clone());
                at += 2;
            }
        } else {
            while let Some(Token::Word(word)) = tokens.get(at) {
                path.push(Token::Word(word.clone()));
                at += 1;
            }
        }
        let mut modifiers = None;
        if tokens.get(at) == Some(&Token::Symbol('(')) {
            let close = at + tokens[at..].iter().position(|token| *token == Token::Symbol(')'))?;
            modifiers = Some(tokens[at + 1..close].iter().map(shown).collect());
            at = close + 1;
        }
        let mut tail = Vec::new();
        for token in &tokens[at..] {
            let Token::Word(word) = token else { return None };
            tail.push(word.as_str());
        }
        // What `pg_catalog` holds is found under its name alone.
        let catalog = Token::Word("pg_catalog".to_owned());
        let quoted = Token::Quoted("pg_catalog".to_owned());
        if dotted && path.len() == 2 && (path[0] == catalog || path[0] == quoted) {
            path.remove(0);
        }
        let words = path.len() == 1 || !dotted;
        Some(Self { path, words, modifiers, tail: tail.join(" ") })
    }

    /// The name of a type that PostgreSQL has by itself under several names.
    fn known(&self) -> Option<String> {
        if !self.words {
            return None;
        }
        let mut words = Vec::new();
        for token in &self.path {
            match token {
                Token::Word(word) => words.push(word.as_str()),
                Token::Quoted(name) if !WORDS.contains(&name.as_str()) => words.push(name),
                _ => return None,
            }
        }
        if !self.tail.is_empty() {
            words.push(&self.tail);
        }
        let modifiers = self.modifiers.as_deref();
        let sized = |name: &str| match modifiers {
            Some(modifiers) => format!("{name}({modifiers})"),
            None => name.to_owned(),
        };
        let zoned = |name: &str, with: &str| format!("{} {with} time zone", sized(name));
        let one = || modifiers.unwrap_or("1").to_owned();
        let plain = |name: &str| modifiers.is_none().then(|| name.to_owned());
        Some(match words.join(" ").as_str() {
            "int" | "int4" | "integer" | "serial" | "serial4" => plain("integer")?,
            "int2" | "smallint" | "smallserial" | "serial2" => plain("smallint")?,
            "int8" | "bigint" | "bigserial" | "serial8" => plain("bigint")?,
            "bool" | "boolean" => plain("boolean")?,
            "real" | "float4" => plain("real")?,
            "double precision" | "float8" => plain("double precision")?,
            "float" => match modifiers.map(str::parse::<u32>) {
                Some(Ok(1..=24)) => "real".to_owned(),
                _ => "double precision".to_owned(),
            },
            "numeric" | "decimal" | "dec" => match modifiers {
                Some(modifiers) if modifiers.contains(',') => format!("numeric({modifiers})"),
                Some(modifiers) => format!("numeric({modifiers},0)"),
                None => "numeric".to_owned(),
            },
            "character varying"
            | "varchar"
            | "char varying"
            | "nchar varying"
            | "national character varying"
            | "national char varying" => sized("character varying"),
            "character" | "char" | "nchar" | "national character" | "national char" => {
                format!("character({})", one())
            }
            "bpchar" if modifiers.is_some() => sized("character"),
            "bit" => format!("bit({})", one()),
            "bit varying" | "varbit" => sized("bit varying"),
            "timestamp" | "timestamp without time zone" => zoned("timestamp", "without"),
            "timestamptz" | "timestamp with time zone" => zoned("timestamp", "with"),
            "time" | "time without time zone" => zoned("time", "without"),
            "timetz" | "time with time zone" => zoned("time", "with"),
            _ => return None,
        })
    }

    /// Any other name: the same, without quotes that are not needed.
    fn unknown(&self) -> String {
        let separator = if self.words { " " } else { "." };
        let mut text = self.path.iter().map(shown).collect::<Vec<_>>().join(separator);
        if let Some(modifiers) = &self.modifiers {
            text.push('(');
            text.push_str(modifiers);
            text.push(')');
        }
        if !self.tail.is_empty() {
            text.push(' ');
            text.push_str(&self.tail);
        }
        text
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(word) => word.clone(),
        Token::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Token::Symbol(symbol) => symbol.to_string(),
        Token::Quoted(name) => {
            let plain = |letter: char| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
            };
            let bare = name.chars().all(plain)
                && !name.starts_with(|letter: char| letter.is_ascii_digit())
                && !name.is_empty()
                && !WORDS.contains(&name.as_str());
            if bare { name.clone() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    fn check(spellings: &[&str], expected: &str) {
        for spelling in spellings {
            assert_eq!(canonical(spelling), expected, "{spelling}");
        }
        assert_eq!(canonical(expected), expected, "the form itself is in it");
    }

    #[test]
    fn spellings_of_one_type_have_one_form() {
        check(&["int", "INT4", " Integer ", "serial", "pg_catalog.int4", "\"int4\""], "integer");
        check(&["int2", "SMALLINT", "smallserial"], "smallint");
        check(&["int8", "bigserial", "\"pg_catalog\".\"int8\""], "bigint");
        check(&["bool"], "boolean");
        check(&["float8", "float", "float(53)", "DOUBLE   PRECISION"], "double precision");
        check(&["float4", "float(24)"], "real");
        check(&["decimal", "dec"], "numeric");
        check(&["decimal(10)", "NUMERIC(10, 0)"], "numeric(10,0)");
        check(&["varchar"], "character varying");
        check(&["VARCHAR(50)", "character varying( 50 )"], "character varying(50)");
        check(&["char", "character"], "character(1)");
        check(&["bpchar(3)", "char(3)"], "character(3)");
        check(&["bit"], "bit(1)");
        check(&["varbit(8)"], "bit varying(8)");
        check(&["timestamp"], "timestamp without time zone");
        check(&["timestamptz(3)", "timestamp (3) with time zone"], "timestamp(3) with time zone");
        check(&["timetz"], "time with time zone");
        check(&["int[3]", "integer ARRAY", "int4[][]", "integer array[4]"], "integer[]");
        check(&["varchar(5)[]"], "character varying(5)[]");
        check(&["\"char\""], "\"char\"");
        check(&["\"mood\"", "MOOD"], "mood");
        check(&["\"Mood\""], "\"Mood\"");
        check(&["\"app\".\"mood\"", "app.mood"], "app.mood");
        check(&["\"a.b\""], "\"a.b\"");
        check(&["interval  YEAR to month"], "interval year to month");
        check(&["geometry(Point, 4326)"], "geometry(point,4326)");
        check(&["timestamp(3)[]"], "timestamp(3) without time zone[]");
    }

    #[test]
    fn different_types_have_different_forms() {
        let names = [
            "varchar",
            "varchar(1)",
            "text",
            "char",
            "\"char\"",
            "bpchar",
            "json",
            "jsonb",
            "timestamp",
            "timestamptz",
            "timestamp(6)",
            "numeric",
            "numeric(10)",
            "numeric(10,2)",
            "int",
            "int8",
            "int[]",
            "\"integer\"",
            "\"Int\"",
            "a.b",
            "\"a.b\"",
            "interval",
            "interval(3)",
            "bit",
            "varbit",
            "bit(2)",
        ];
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                assert_ne!(canonical(one), canonical(other), "{one}, {other}");
            }
        }
    }

    #[test]
    fn what_is_no_name_comes_back() {
        for text in ["", "\"a", "(", "a b ( c", "'", "[]", "array", "a..b", "\u{1f980}"] {
            let form = canonical(text);
            assert_eq!(canonical(&form), form, "{text}");
        }
    }
}
