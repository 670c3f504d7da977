use crate::dialect::mysql::token::{Placed, Quotes, Token, tokens};

/// What `SHOW CREATE TABLE` says of a table's columns and checks.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) columns: Vec<ShownColumn>,
    /// The checks of the table, by name.
    pub(super) checks: Vec<(String, String)>,
    /// The checks that stand at columns, by column.
    pub(super) checks_of_columns: Vec<(String, String)>,
    pub(super) collation: Option<String>,
}

/// What it says of a column.
#[derive(Debug, Default)]
pub(super) struct ShownColumn {
    pub(super) name: String,
    pub(super) declared: String,
    pub(super) nullable: bool,
    pub(super) default: Option<String>,
    /// As the catalog says it in one text.
    pub(super) extra: String,
    pub(super) charset: Option<String>,
    pub(super) collation: Option<String>,
    pub(super) expression: Option<String>,
    pub(super) reference_system: Option<String>,
}

impl Shown {
    /// Reads the statement; `None` if it is none.
    pub(super) fn read(text: &str, quotes: Quotes) -> Option<Self> {
        let found = tokens(text, quotes)?;
        let start = found.iter().position(|placed| placed.token == Token::Symbol("("))?;
        let mut shown = Self::default();
        let (mut depth, mut from, mut end) = (0_usize, start + 1, found.len());
        for (at, placed) in found.iter().enumerate().skip(start + 1) {
            match placed.token {
                Token::Symbol("(") => depth += 1,
                Token::Symbol(")") if depth == 0 => {
                    shown.part(text, &found[from..at])?;
                    end = at;
                    break;
                }
                Token::Symbol(")") => depth -= 1,
                Token::Symbol(",") if depth == 0 => {
                    shown.part(text, &found[from..at])?;
                    from = at + 1;
                }
                _ => {}
            }
        }
        let mut options = found.get(end + 1..)?.iter();
        while let Some(option) = options.next() {
            if option.token.is("collate") {
                let named = options.find(|placed| placed.token != Token::Symbol("="))?;
                shown.collation = Some(word(&named.token)?.to_owned());
            }
        }
        Some(shown)
    }

    /// A column or a check; keys hold no text.
    fn part(&mut self, text: &str, found: &[Placed]) -> Option<()> {
        match &found.first()?.token {
            Token::Name(name) => {
                let mut reader = Reader { text, found, at: 1 };
                let (column, check) = reader.column(name)?;
                self.checks_of_columns.extend(check.map(|clause| (name.clone(), clause)));
                self.columns.push(column);
            }
            first if first.is("constraint") => {
                let Token::Name(name) = &found.get(1)?.token else { return None };
                if found.get(2)?.token.is("check") {
                    let clause = Reader { text, found, at: 3 }.inside()?;
                    self.checks.push((name.clone(), clause));
                }
            }
            _ => {}
        }
        Some(())
    }
}

fn word(token: &Token) -> Option<&str> {
    match token {
        Token::Word(word) | Token::Name(word) | Token::Text(word) => Some(word),
        _ => None,
    }
}

/// What begins another property of a column.
#[rustfmt::skip]
const PROPERTIES: &[&str] = &[
    "not", "null", "default", "auto_increment", "comment", "generated", "check", "character", "collate",
    "on", "invisible", "without", "with",
];

struct Reader<'t> {
    text: &'t str,
    found: &'t [Placed],
    at: usize,
}

impl Reader<'_> {
    fn token(&self) -> Option<&Token> {
        self.found.get(self.at).map(|placed| &placed.token)
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.token().is_some_and(|token| token.is(word));
        self.at += usize::from(found);
        found
    }

    fn takes_symbol(&mut self, symbol: &'static str) -> bool {
        let found = self.token() == Some(&Token::Symbol(symbol));
        self.at += usize::from(found);
        found
    }

    /// The text up to the next property.
    fn up_to_property(&mut self) -> Option<String> {
        let (from, mut depth) = (self.at, 0_usize);
        while let Some(token) = self.token() {
            match token {
                Token::Symbol("(") => depth += 1,
                Token::Symbol(")") => depth = depth.checked_sub(1)?,
                Token::Symbol("/*!") if depth == 0 && self.at > from => break,
                // What is looked for may begin with such a word: `DEFAULT NULL`.
                Token::Word(word)
                    if depth == 0 && self.at > from && PROPERTIES.contains(&&**word) =>
                {
                    break;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.slice(from, self.at)
    }

    fn slice(&self, from: usize, to: usize) -> Option<String> {
        let (first, last) = (self.found.get(from)?, self.found.get(to.checked_sub(1)?)?);
        Some(self.text.get(first.place.start..last.place.end)?.to_owned())
    }

    /// The text in parentheses.
    fn inside(&mut self) -> Option<String> {
        if !self.takes_symbol("(") {
            return None;
        }
        let (from, mut depth) = (self.at, 0_usize);
        loop {
            match self.token()? {
                Token::Symbol("(") => depth += 1,
                Token::Symbol(")") if depth == 0 => break,
                Token::Symbol(")") => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        self.slice(from, self.at - 1)
    }

    /// The column whose name was read, and the check that stands at it.
    fn column(&mut self, name: &str) -> Option<(ShownColumn, Option<String>)> {
        let declared = self.up_to_property()?;
        let mut column = ShownColumn {
            name: name.to_owned(),
            declared,
            nullable: true,
            ..ShownColumn::default()
        };
        let (mut check, mut extra) = (None, Vec::new());
        while self.at < self.found.len() {
            if self.takes("not") {
                column.nullable = !self.takes("null");
            } else if self.takes("null") || self.takes_symbol("*/") {
            } else if self.takes("default") {
                column.default = Some(self.up_to_property()?);
            } else if self.takes("auto_increment") {
                extra.push("auto_increment".to_owned());
            } else if self.takes("comment") {
                self.at += 1;
            } else if self.takes("generated") {
                (self.takes("always") && self.takes("as")).then_some(())?;
                column.expression = Some(self.inside()?);
                let stored = self.takes("stored") || self.takes("persistent");
                if !stored {
                    self.takes("virtual");
                }
                extra
                    .push(if stored { "STORED GENERATED" } else { "VIRTUAL GENERATED" }.to_owned());
            } else if self.takes("check") {
                check = Some(self.inside()?);
            } else if self.takes("character") {
                self.takes("set").then_some(())?;
                column.charset = Some(word(self.token()?)?.to_owned());
                self.at += 1;
            } else if self.takes("collate") {
                column.collation = Some(word(self.token()?)?.to_owned());
                self.at += 1;
            } else if self.takes("on") {
                self.takes("update").then_some(())?;
                extra.push(format!("on update {}", self.up_to_property()?));
            } else if self.takes("invisible") {
                extra.push("INVISIBLE".to_owned());
            } else if self.takes_symbol("/*!") {
                if self.takes("srid") {
                    column.reference_system = Some(self.slice(self.at, self.at + 1)?);
                    self.at += 1;
                }
            } else {
                return None;
            }
        }
        column.extra = extra.join(" ");
        Some((column, check))
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;
    use crate::dialect::mysql::token::Quotes;

    #[test]
    fn each_property_of_a_column_is_found() {
        let shown = Shown::read(
            "CREATE TEMPORARY TABLE `a``(` (\n  `id` int(11) NOT NULL AUTO_INCREMENT,\n  \
             `b,)` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'it''s, \\' (' COMMENT 'DEFAULT (',\n  \
             `c` datetime(6) NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6),\n  \
             `d` longtext DEFAULT NULL CHECK (json_valid(`d`)),\n  \
             `e` int(11) GENERATED ALWAYS AS (`id` + (1)) STORED,\n  \
             `f` int(11) DEFAULT (1 + 1),\n  `g` point NOT NULL /*!80003 SRID 4326 */,\n  \
             `h` enum('not null','x') NOT NULL DEFAULT 'x',\n  `i` int /*!80023 INVISIBLE */,\n  \
             PRIMARY KEY (`id`),\n  CONSTRAINT `c0` CHECK ((`id` > 1)) /*!80016 NOT ENFORCED */\n) \
             ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
            Quotes::USUAL,
        );
        let shown = shown.expect("it reads");
        assert_eq!(shown.collation.as_deref(), Some("utf8mb4_general_ci"));
        assert_eq!(shown.checks, [("c0".to_owned(), "(`id` > 1)".to_owned())]);
        assert_eq!(shown.checks_of_columns, [("d".to_owned(), "json_valid(`d`)".to_owned())]);
        let column = |name: &str| {
            shown.columns.iter().find(|column| column.name == name).expect("the column")
        };
        assert_eq!(shown.columns.len(), 9);
        assert_eq!((&*column("id").declared, &*column("id").extra), ("int(11)", "auto_increment"));
        assert!(!column("id").nullable && column("d").nullable);
        assert_eq!(column("b,)").default.as_deref(), Some("'it''s, \\' ('"));
        assert_eq!(column("b,)").collation.as_deref(), Some("latin1_bin"));
        assert_eq!(column("c").extra, "on update current_timestamp(6)");
        assert_eq!(column("c").default.as_deref(), Some("current_timestamp(6)"));
        assert_eq!(column("d").default.as_deref(), Some("NULL"));
        assert_eq!(column("e").expression.as_deref(), Some("`id` + (1)"));
        assert_eq!(column("e").extra, "STORED GENERATED");
        assert_eq!(column("f").default.as_deref(), Some("(1 + 1)"));
        assert_eq!(column("g").reference_system.as_deref(), Some("4326"));
        assert_eq!(column("h").declared, "enum('not null','x')");
        assert_eq!(column("i").declared, "int");
    }

    #[test]
    fn what_is_no_table_is_not_read() {
        for text in ["", "CREATE VIEW `a` AS SELECT 1", "CREATE TABLE `a` (`b` int DEFAULT", "("] {
            assert!(Shown::read(text, Quotes::USUAL).is_none(), "{text}");
        }
    }
}
