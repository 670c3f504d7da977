use super::function;
use super::parse::{Parser, Piece, Read};
use super::tree::{Tree, number};
use crate::dialect::mysql::token::{Quotes, Token, tokens};

/// Words that are no names, and begin or end what this does not read.
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "all", "and", "any", "as", "asc", "between", "binary", "by", "case", "collate", "default", "desc",
    "distinct", "div", "else", "end", "escape", "exists", "from", "in", "interval", "is", "like",
    "match", "member", "mod", "not", "on", "or", "over", "regexp", "rlike", "row", "select", "some",
    "sounds", "then", "update", "using", "values", "when", "where", "xor",
];

/// What operators stand between.
impl Parser {
    pub(super) fn primary(&mut self) -> Read {
        let piece = self.tokens.get(self.at)?;
        self.at += 1;
        let token = match piece {
            Piece::Raw(text) => return Some(Tree::Raw(text.clone())),
            Piece::Token(token) => token.clone(),
        };
        match token {
            Token::Number(digits) => Some(Tree::Number(number(&digits))),
            Token::Text(mut text) => {
                // Texts side by side are one.
                while let Some(Token::Text(more)) = self.token(0) {
                    text.push_str(more);
                    self.at += 1;
                }
                Some(Tree::Text(text))
            }
            Token::Name(name) => self.column(name),
            Token::Symbol("(") => {
                let mut list = self.list()?;
                match list.len() {
                    1 => list.pop(),
                    _ => Some(Tree::List(list)),
                }
            }
            Token::Word(word) => self.after_word(&word),
            Token::Symbol(_) | Token::Bytes(_) | Token::Bits(_) => None,
        }
    }

    /// What stands between parentheses, of which the first was taken.
    pub(super) fn list(&mut self) -> Option<Vec<Tree>> {
        let mut list = Vec::new();
        if self.takes(")") {
            return Some(list);
        }
        loop {
            list.push(self.disjunction()?);
            if self.takes(")") {
                return Some(list);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// A column. There is but one table that it can be of.
    fn column(&mut self, mut name: String) -> Read {
        while self.takes(".") {
            name = match self.token(0)? {
                Token::Name(name) | Token::Word(name) => name.clone(),
                _ => return None,
            };
            self.at += 1;
        }
        // A path into JSON.
        let ends = !matches!(self.symbol(0), "->" | "->>" | "(");
        ends.then(|| Tree::Column(name.to_lowercase()))
    }

    fn after_word(&mut self, word: &str) -> Read {
        match word {
            "null" => return Some(Tree::Null),
            "true" => return Some(Tree::Number("1".to_owned())),
            "false" => return Some(Tree::Number("0".to_owned())),
            "case" => return self.case(),
            "interval" => return self.interval(),
            _ => {}
        }
        // `_utf8mb4'a'` is a text of Unicode, as every text of ours is.
        if matches!(word, "_utf8mb4" | "_utf8mb3" | "_utf8") {
            return match self.primary()? {
                Tree::Text(text) => Some(Tree::Text(text)),
                Tree::Raw(raw) => Some(Tree::Text(text_of(&raw)?)),
                _ => None,
            };
        }
        if let (Some(kind), Some(Token::Text(text))) = (moment(word), self.token(0)) {
            let moment = Tree::Moment(kind, text.clone());
            self.at += 1;
            return Some(moment);
        }
        if self.symbol(0) == "(" && word != "in" {
            self.at += 1;
            return self.function(word);
        }
        if function::is_bare(word) {
            return Some(function::call(word, Vec::new()));
        }
        if RESERVED.contains(&word) || word.starts_with('_') && self.is_text() {
            return None;
        }
        self.column(word.to_owned())
    }

    fn is_text(&self) -> bool {
        matches!(self.tokens.get(self.at), Some(Piece::Raw(_) | Piece::Token(Token::Text(_))))
    }

    /// A function, of which the name and the parenthesis were taken.
    fn function(&mut self, name: &str) -> Read {
        match name {
            "cast" => {
                let value = self.disjunction()?;
                if !self.takes_word("as") {
                    return None;
                }
                let kind = self.kind()?;
                return Some(Tree::Call("cast".to_owned(), vec![value, kind]));
            }
            "convert" => {
                let value = self.disjunction()?;
                if self.takes(",") {
                    let kind = self.kind()?;
                    return Some(Tree::Call("cast".to_owned(), vec![value, kind]));
                }
                if !self.takes_word("using") {
                    return None;
                }
                let set = self.word(0).to_owned();
                self.at += 1;
                return match (self.takes(")"), value) {
                    (true, Tree::Raw(raw)) if set == "utf8mb4" => Some(Tree::Text(text_of(&raw)?)),
                    (true, value) => {
                        Some(Tree::Call("convert".to_owned(), vec![value, Tree::Word(set)]))
                    }
                    _ => None,
                };
            }
            "extract" => {
                let unit = Tree::Word(self.word(0).to_owned());
                self.at += 1;
                let value =
                    if self.takes_word("from") { self.disjunction()? } else { return None };
                return self.takes(")").then(|| Tree::Call(name.to_owned(), vec![unit, value]));
            }
            "substring" | "substr" | "mid" => {
                let mut arguments = vec![self.disjunction()?];
                while self.takes(",") || self.takes_word("from") || self.takes_word("for") {
                    arguments.push(self.disjunction()?);
                }
                return self.takes(")").then(|| function::call(name, arguments));
            }
            // Their arguments have words between them, or they are about other rows.
            "trim" if matches!(self.word(0), "both" | "leading" | "trailing") => return None,
            "select" | "exists" | "match" | "values" | "row" | "position" | "weight_string"
            | "timestampdiff" | "timestampadd" | "get_format" | "char" => return None,
            _ if RESERVED.contains(&name) && name != "mod" => return None,
            _ => {}
        }
        Some(function::call(name, self.list()?))
    }

    /// A type up to the closing parenthesis.
    fn kind(&mut self) -> Read {
        let mut words = Vec::new();
        let mut depth = 0_usize;
        loop {
            let text = match self.token(0)? {
                Token::Word(word) => match &**word {
                    // Of the session, whose texts are of Unicode.
                    "charset" if matches!(self.word(1), "utf8mb4") => {
                        self.at += 2;
                        continue;
                    }
                    "character" if self.word(1) == "set" && self.word(2) == "utf8mb4" => {
                        self.at += 3;
                        continue;
                    }
                    "integer" | "int" => String::new(),
                    word => word.to_owned(),
                },
                Token::Number(digits) => digits.clone(),
                Token::Symbol("(") => {
                    depth += 1;
                    "(".to_owned()
                }
                Token::Symbol(")") if depth == 0 => {
                    self.at += 1;
                    let words: Vec<String> =
                        words.into_iter().filter(|word: &String| !word.is_empty()).collect();
                    let text = words.join(" ");
                    return Some(Tree::Word(if text.is_empty() {
                        "signed".to_owned()
                    } else {
                        text
                    }));
                }
                Token::Symbol(")") => {
                    depth -= 1;
                    ")".to_owned()
                }
                Token::Symbol(",") => ",".to_owned(),
                _ => return None,
            };
            self.at += 1;
            words.push(text);
        }
    }

    fn case(&mut self) -> Read {
        let subject = match self.word(0) {
            "when" => None,
            _ => Some(Box::new(self.disjunction()?)),
        };
        let mut pairs = Vec::new();
        while self.takes_word("when") {
            let when = self.disjunction()?;
            if !self.takes_word("then") {
                return None;
            }
            pairs.push((when, self.disjunction()?));
        }
        let otherwise =
            if self.takes_word("else") { Some(Box::new(self.disjunction()?)) } else { None };
        self.takes_word("end").then_some(Tree::Case(subject, pairs, otherwise))
    }

    fn interval(&mut self) -> Read {
        let count = self.bits(0)?;
        let unit = self.word(0).to_owned();
        self.at += 1;
        let ends = !unit.is_empty() && !RESERVED.contains(&&*unit);
        ends.then(|| Tree::Call("interval".to_owned(), vec![count, Tree::Word(unit)]))
    }
}

fn moment(word: &str) -> Option<&'static str> {
    ["date", "time", "timestamp"].into_iter().find(|known| *known == word)
}

/// `X'61'` as a text.
fn text_of(raw: &str) -> Option<String> {
    match tokens(raw, Quotes::USUAL)?.pop()?.token {
        Token::Bytes(bytes) => String::from_utf8(bytes).ok(),
        _ => None,
    }
}
