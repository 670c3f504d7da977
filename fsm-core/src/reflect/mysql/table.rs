use super::column::of_table;
use super::settings::{Settings, unreadable};
use crate::error::Error;
use crate::reflect::Unmanaged;
use crate::reflect::rows::Row;
use crate::schema::{MysqlOptions, Str, TableDef, TableName};

/// What the catalog says of a table or of what stands where one could.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'r> {
    pub(super) kind: &'r str,
    pub(super) engine: &'r str,
    collation: &'r str,
    options: &'r str,
    comment: &'r str,
}

impl<'r> Seen<'r> {
    /// Schema, name, kind, engine, collation, options, comment.
    pub(super) fn new(row: Row<'r>) -> Self {
        Self {
            kind: row.text(2),
            engine: row.text(3),
            collation: row.text(4),
            options: row.text(5),
            comment: row.text(6),
        }
    }

    /// Whether it is a table that stands in the database for all sessions.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.kind, "BASE TABLE" | "SYSTEM VERSIONED")
    }

    /// What it is if it is no table, in the words of people.
    pub(super) fn other_kind(&self) -> &'static str {
        crate::reflect::mysql::kind(self.kind)
    }

    /// The table without what hangs on it.
    pub(super) fn read(
        &self,
        settings: &Settings,
        name: &TableName,
        unmanaged: &mut Vec<Unmanaged>,
    ) -> Result<TableDef, Error> {
        if self.engine.is_empty() {
            // The comment of a table that the server cannot open says why.
            return Err(unreadable(format!("`{name}`"), self.comment));
        }
        let mut lost = |kind: &'static str, of: &str, definition: Option<String>| {
            unmanaged.push(Unmanaged {
                kind: kind.into(),
                name: of_table(name, of),
                table: Some(name.clone()),
                definition,
            });
        };
        if self.kind == "SYSTEM VERSIONED" {
            lost("system versioning", &name.name, None);
        }
        let mut row_format = None;
        for option in words(self.options) {
            match option.split_once('=') {
                Some((key, value)) if key.eq_ignore_ascii_case("row_format") => {
                    row_format = Some(Str::from(value.to_ascii_uppercase()));
                }
                // What Aria says of every table; it stays behind where one changed its engine.
                Some(("transactional" | "page_checksum", value))
                    if value == "1" || !self.engine.eq_ignore_ascii_case("Aria") => {}
                None if option == "partitioned" => lost("partitioning", &name.name, None),
                Some((key, _)) => lost("table option", key, Some(option.to_owned())),
                None => lost("table option", option, Some(option.to_owned())),
            }
        }
        let mut table = TableDef::new(name.clone());
        table.comment = (!self.comment.is_empty()).then(|| self.comment.to_owned().into());
        table.options.mysql = MysqlOptions {
            engine: (!self.engine.eq_ignore_ascii_case("InnoDB"))
                .then(|| self.engine.to_owned().into()),
            row_format,
            ..options_of(settings, self.collation)
        };
        Ok(table)
    }
}

/// Always the collation; and the character set if that alone brings the collation along on this
/// server, which decides whether a model that names no collation says the same.
pub(super) fn options_of(settings: &Settings, collation: &str) -> MysqlOptions {
    MysqlOptions {
        charset: settings.usual_of(collation).map(|name| name.to_owned().into()),
        collation: (!collation.is_empty()).then(|| collation.to_owned().into()),
        ..MysqlOptions::NEW
    }
}

/// The options, which may have quotes around their values.
fn words(options: &str) -> Vec<&str> {
    let (mut words, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, letter) in options.char_indices() {
        match (letter, quote) {
            (' ', None) => {
                words.push(&options[start..at]);
                start = at + 1;
            }
            ('\'' | '`' | '"', None) => quote = Some(letter),
            (_, Some(open)) if open == letter => quote = None,
            _ => {}
        }
    }
    words.push(&options[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn options_end_at_spaces_outside_of_quotes() {
        assert_eq!(words(""), Vec::<&str>::new());
        assert_eq!(words("a=1 b='x y'  `c d`=2"), ["a=1", "b='x y'", "`c d`=2"]);
        assert_eq!(words("a='x"), ["a='x"]);
    }
}
