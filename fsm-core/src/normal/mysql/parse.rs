use super::tree::Tree;
use crate::dialect::mysql::token::{Quotes, Token, tokens};

/// How deep expressions may be nested, and how long they may be: more is not read.
const DEPTH: usize = 40;
const LENGTH: usize = 2000;

/// The expression; `None` if it holds what nobody has taught this to read.
///
/// By the order of operators of the usual modes (manual, 14.4.1 Operator Precedence). `||` is read
/// by nobody: what it means depends on the session.
pub(super) fn expression(text: &str) -> Option<Tree> {
    let placed = tokens(text, Quotes::USUAL).filter(|placed| placed.len() <= LENGTH)?;
    let tokens = placed
        .into_iter()
        .map(|placed| match placed.token {
            // As they are written.
            Token::Bytes(_) | Token::Bits(_) => Piece::Raw(text[placed.place].to_ascii_lowercase()),
            token => Piece::Token(token),
        })
        .collect();
    let mut parser = Parser { tokens, at: 0, depth: 0 };
    let tree = parser.disjunction()?;
    (parser.at == parser.tokens.len()).then_some(tree)
}

/// A piece of the text.
pub(super) enum Piece {
    Token(Token),
    /// Bytes or bits, as they are written.
    Raw(String),
}

pub(super) struct Parser {
    pub(super) tokens: Vec<Piece>,
    pub(super) at: usize,
    depth: usize,
}

pub(super) type Read = Option<Tree>;

impl Parser {
    pub(super) fn token(&self, ahead: usize) -> Option<&Token> {
        match self.tokens.get(self.at + ahead)? {
            Piece::Token(token) => Some(token),
            Piece::Raw(_) => None,
        }
    }

    pub(super) fn word(&self, ahead: usize) -> &str {
        match self.token(ahead) {
            Some(Token::Word(word)) => word,
            _ => "",
        }
    }

    pub(super) fn symbol(&self, ahead: usize) -> &'static str {
        match self.token(ahead) {
            Some(Token::Symbol(symbol)) => symbol,
            _ => "",
        }
    }

    pub(super) fn takes_word(&mut self, word: &str) -> bool {
        let found = self.word(0) == word;
        self.at += usize::from(found);
        found
    }

    pub(super) fn takes(&mut self, symbol: &str) -> bool {
        let found = self.symbol(0) == symbol;
        self.at += usize::from(found);
        found
    }

    pub(super) fn disjunction(&mut self) -> Read {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut tree = self.exclusion()?;
        while self.takes_word("or") {
            tree = Tree::chained("or", tree, self.exclusion()?);
        }
        self.depth -= 1;
        Some(tree)
    }

    fn exclusion(&mut self) -> Read {
        let mut tree = self.conjunction()?;
        while self.takes_word("xor") {
            tree = Tree::Binary("xor", Box::new(tree), Box::new(self.conjunction()?));
        }
        Some(tree)
    }

    fn conjunction(&mut self) -> Read {
        let mut tree = self.negation()?;
        while self.takes_word("and") || self.takes("&&") {
            tree = Tree::chained("and", tree, self.negation()?);
        }
        Some(tree)
    }

    fn negation(&mut self) -> Read {
        let mut times = 0;
        while self.takes_word("not") {
            times += 1;
        }
        let mut tree = self.comparison()?;
        for _ in 0..times {
            tree = tree.negated();
        }
        Some(tree)
    }

    fn comparison(&mut self) -> Read {
        let mut tree = self.bits(0)?;
        loop {
            let operator = match self.symbol(0) {
                "!=" => "<>",
                known @ ("=" | "<=>" | ">=" | ">" | "<=" | "<" | "<>") => known,
                _ => "",
            };
            if !operator.is_empty() {
                self.at += 1;
                // `= ANY (..)` is about other tables.
                tree = Tree::Binary(operator, Box::new(tree), Box::new(self.bits(0)?));
                continue;
            }
            if self.takes_word("is") {
                let not = self.takes_word("not");
                let what = match self.word(0) {
                    "null" | "unknown" => "null",
                    "true" => "true",
                    "false" => "false",
                    _ => return None,
                };
                self.at += 1;
                tree = Tree::Test(not, what, Box::new(tree), Vec::new());
                continue;
            }
            let not = self.word(0) == "not"
                && matches!(self.word(1), "in" | "between" | "like" | "regexp" | "rlike");
            if not {
                self.at += 1;
            }
            let subject = Box::new(tree);
            tree = if self.takes_word("in") {
                if !self.takes("(") {
                    return None;
                }
                Tree::Test(not, "in", subject, self.list()?)
            } else if self.takes_word("between") {
                let low = self.bits(0)?;
                if !self.takes_word("and") {
                    return None;
                }
                Tree::Test(not, "between", subject, vec![low, self.bits(0)?])
            } else if self.takes_word("like") {
                let mut list = vec![self.bits(0)?];
                if self.takes_word("escape") {
                    let escape = self.primary()?;
                    if escape != Tree::Text("\\".to_owned()) {
                        list.push(escape);
                    }
                }
                Tree::Test(not, "like", subject, list)
            } else if self.takes_word("regexp") || self.takes_word("rlike") {
                Tree::Test(not, "regexp", subject, vec![self.bits(0)?])
            } else {
                return Some(*subject);
            };
        }
    }

    /// The operators on two values, from the loosest to the tightest.
    pub(super) fn bits(&mut self, level: usize) -> Read {
        const LEVELS: &[&[&str]] =
            &[&["|"], &["&"], &["<<", ">>"], &["+", "-"], &["*", "/", "div", "%", "mod"], &["^"]];
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut tree = self.bits(level + 1)?;
        loop {
            let next = match (self.symbol(0), self.word(0)) {
                ("", word) => word,
                (symbol, _) => symbol,
            };
            let Some(operator) = operators.iter().find(|known| **known == next) else {
                return Some(tree);
            };
            self.at += 1;
            let other = self.bits(level + 1)?;
            let operator = if *operator == "mod" { "%" } else { operator };
            tree = Tree::Binary(operator, Box::new(tree), Box::new(other));
        }
    }

    fn unary(&mut self) -> Read {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let tree = if self.takes("-") {
            self.unary()?.minus()
        } else if self.takes("+") {
            self.unary()?
        } else if self.takes("~") {
            Tree::Unary("~", Box::new(self.unary()?))
        } else if self.takes("!") {
            self.unary()?.negated()
        } else {
            self.collated()?
        };
        self.depth -= 1;
        Some(tree)
    }

    fn collated(&mut self) -> Read {
        let mut tree = self.primary()?;
        while self.takes_word("collate") {
            let name = match self.token(0)? {
                Token::Word(name) | Token::Text(name) | Token::Name(name) => name.clone(),
                _ => return None,
            };
            self.at += 1;
            tree = Tree::Call("collate".to_owned(), vec![tree, Tree::Word(name)]);
        }
        Some(tree)
    }
}
