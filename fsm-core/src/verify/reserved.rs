use super::Verifier;
use crate::dialect::NameCase;
use crate::schema::{TableDef, TableName};

impl Verifier<'_> {
    /// A name of a column that the database has for a column of its own.
    pub(super) fn reserved_column(&mut self, table: &TableDef, name: &str) {
        let can = self.can();
        let taken = can.reserved_columns.iter().any(|own| {
            if can.name_case == NameCase::Sensitive {
                *own == name
            } else {
                own.eq_ignore_ascii_case(name)
            }
        });
        if taken {
            self.reserved(table, name, "column");
        }
    }

    /// A name of an enum that the database would take for a type of its own.
    pub(super) fn reserved_type(&mut self, table: &TableDef, at: &str, name: &TableName) {
        if name.schema.is_none() && self.can().reserved_types.contains(&name.name.as_ref()) {
            let message = format!(
                "the enum `{name}` is called as a type that {} has of its own, and takes first",
                self.dialect()
            );
            let help = "give it another name, or a schema: `#[sqlx(type_name = \"..\")]`";
            self.problem(table, at, message, help);
        }
    }

    /// A name of an index or a constraint that the database has for one of its own.
    pub(super) fn reserved_key(&mut self, table: &TableDef, name: &str, what: &str) {
        if self.can().reserved_keys.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            self.reserved(table, name, what);
        }
    }

    fn reserved(&mut self, table: &TableDef, name: &str, what: &str) {
        let message = format!(
            "the name `{name}` of the {what} is one that {} keeps for itself",
            self.dialect()
        );
        self.problem(table, name, message, "choose another name");
    }

    /// The name of a table or a schema, where a file is named after it.
    pub(super) fn file_name(
        &mut self,
        table: &TableDef,
        object: Option<&str>,
        what: &str,
        name: &str,
    ) {
        let Some(limit) = self.can().file_name_limit else { return };
        let long: usize = name.chars().map(bytes_in_file_name).sum();
        // A name that is too long by itself is refused elsewhere.
        if long > limit && self.can().name_limit.fits(name) {
            let message = format!(
                "the {what} `{name}` makes a file name of {long} bytes, of which {} takes {limit}",
                self.dialect()
            );
            let help = "shorten it, or write it with letters and digits".to_owned();
            self.found(table, object, (message, Some(help)));
        }
    }
}

/// MySQL's manual, 9.2.4: letters and digits of ASCII stand for themselves, the letters of some
/// alphabets take three bytes, everything else five.
fn bytes_in_file_name(character: char) -> usize {
    match character {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '_' => 1,
        '\u{c0}'..='\u{17f}'
        | '\u{370}'..='\u{3ff}'
        | '\u{400}'..='\u{52f}'
        | '\u{531}'..='\u{556}'
        | '\u{561}'..='\u{587}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2160}'..='\u{217f}'
        | '\u{24b0}'..='\u{24e9}'
        | '\u{ff21}'..='\u{ff3a}'
        | '\u{ff41}'..='\u{ff5a}' => 3,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use crate::schema::{ColumnDef, Dialect, IndexDef, SqlType, TableDef};

    fn refusal(table: &TableDef, dialect: Dialect) -> Option<String> {
        table.verify(dialect).err().map(|error| error.to_string())
    }

    fn with_column(name: &'static str) -> TableDef {
        TableDef::new("t").column(ColumnDef::new(name, SqlType::Integer))
    }

    #[test]
    fn columns_of_the_database_are_refused() {
        for (dialect, name, refused) in [
            (Dialect::Postgres, "ctid", true),
            (Dialect::Postgres, "CTID", false),
            (Dialect::Postgres, "DB_ROW_ID", false),
            (Dialect::Mysql, "db_row_id", true),
            (Dialect::Mysql, "ctid", false),
            (Dialect::Sqlite, "rowid", false),
        ] {
            assert_eq!(refusal(&with_column(name), dialect).is_some(), refused, "{dialect} {name}");
        }
    }

    #[test]
    fn the_primary_keys_name_is_refused_for_an_index_where_it_is_taken() {
        let table = with_column("a").index(IndexDef::new(["a"]).named("primary"));
        let message = refusal(&table, Dialect::Mysql).unwrap();
        assert!(message.contains("the name `primary` of the index"), "{message}");
        assert_eq!(refusal(&table, Dialect::Postgres), None);
    }

    #[test]
    fn a_name_that_makes_too_long_a_file_name_is_refused() {
        for (name, refused) in [
            ("a".repeat(64), false),
            ("\"".repeat(50), false),
            ("\"".repeat(51), true),
            ("\u{e4}".repeat(64), false),
            ("\u{540d}".repeat(51), true),
        ] {
            let table = TableDef::new(name.as_str()).column(ColumnDef::new("a", SqlType::Integer));
            assert_eq!(refusal(&table, Dialect::Mysql).is_some(), refused, "{name}");
            assert_eq!(refusal(&table, Dialect::Sqlite), None, "{name}");
        }
    }
}
