use super::Verifier;
use crate::schema::{CheckDef, Sql, TableDef};

impl Verifier<'_> {
    /// An expression that names the column which the database numbers, where it may not.
    pub(super) fn numbered_in(&mut self, table: &TableDef, object: &str, what: &str, sql: &Sql) {
        if self.can().numbered_in_expressions {
            return;
        }
        let by_rule = table.autoincrement_column().map(|column| &column.name);
        let numbered = table
            .columns
            .iter()
            .find(|column| column.identity.is_some() || by_rule == Some(&column.name));
        let (Some(column), Some(text)) = (numbered, sql.text(self.dialect())) else { return };
        if names(text, &column.name) {
            let message = format!(
                "{what} names the column `{}`, which the database numbers after it has looked at it",
                column.name
            );
            let help = "leave it out, or write `autoincrement = false`";
            self.problem(table, object, message, help);
        }
    }

    /// A check that names a column which a foreign key changes by itself, where it may not.
    pub(super) fn acted_on(&mut self, table: &TableDef, object: &str, column: &str) {
        if self.can().acted_on_in_checks {
            return;
        }
        let dialect = self.dialect();
        let checks = self.speller.checks(table);
        let named = |check: &CheckDef| {
            check.expression.text(dialect).is_some_and(|text| names(text, column))
        };
        if let Some(check) = checks.iter().find(|check| named(check)) {
            let check = self.speller.check_name(&table.name, check);
            let message = format!(
                "its action changes the column `{column}`, which the check `{check}` names"
            );
            self.problem(table, object, message, "leave out the check, or choose another action");
        }
    }
}

/// Whether `name` stands in the expression as a word or in backticks, and is not called.
fn names(expression: &str, name: &str) -> bool {
    let mut rest = expression;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '\'' | '"' | '`' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            _ if is_word(first) => rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(end);
        let called = after.trim_start().starts_with(['(', '.']);
        let word = token.strip_prefix('`').map_or(token, |inner| inner.trim_end_matches('`'));
        if !called && !token.starts_with(['\'', '"']) && word.to_lowercase() == name.to_lowercase()
        {
            return true;
        }
        rest = after;
    }
    false
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_column_is_named_by_a_word_of_its_own() {
        for (expression, expected) in [
            ("id > 0", true),
            ("0 < ID", true),
            ("`id`+1", true),
            ("t.id > 0", true),
            ("(a)+(id)", true),
            ("id_2 > 0", false),
            ("a = 'id'", false),
            ("a = 'it''s id'", false),
            ("a = \"id\"", false),
            ("id(a) > 0", false),
            ("\u{e4}id > 0", false),
            ("", false),
            ("'id", false),
        ] {
            assert_eq!(names(expression, "id"), expected, "{expression}");
        }
    }
}
