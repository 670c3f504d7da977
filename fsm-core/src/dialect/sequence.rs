use super::{Comments, Speller, Statement};
use crate::schema::SequenceDef;

impl Speller<'_> {
    pub(super) fn create_sequence(&self, def: &SequenceDef) -> Vec<Statement> {
        let mut words = vec![format!("CREATE SEQUENCE {}", self.name(&def.name))];
        words.extend(def.data_type.as_ref().map(|name| format!("AS {name}")));
        let numbers = [
            ("START WITH", def.start),
            ("INCREMENT BY", def.increment),
            ("MINVALUE", def.min_value),
            ("MAXVALUE", def.max_value),
            ("CACHE", def.cache),
        ];
        words.extend(
            numbers.iter().filter_map(|(word, number)| Some(format!("{word} {}", (*number)?))),
        );
        words.extend(def.cycle.then(|| "CYCLE".to_owned()));
        let mut statements =
            vec![Statement::new("create sequence", def.name.to_string(), words.join(" "))];
        if def.comment.is_some() {
            statements.extend(self.comment_on_sequence(def));
        }
        statements
    }

    pub(super) fn drop_sequence(&self, def: &SequenceDef) -> Statement {
        let sql = format!("DROP SEQUENCE {}", self.name(&def.name));
        Statement::new("drop sequence", def.name.to_string(), sql)
    }

    /// What differs, with the database's own choice where `after` leaves it open; the number that
    /// comes next stays.
    pub(super) fn alter_sequence(
        &self,
        before: &SequenceDef,
        after: &SequenceDef,
    ) -> Vec<Statement> {
        let mut words = Vec::new();
        if before.data_type != after.data_type {
            words.push(format!("AS {}", after.data_type.as_deref().unwrap_or("bigint")));
        }
        if before.increment != after.increment {
            words.push(format!("INCREMENT BY {}", after.increment.unwrap_or(1)));
        }
        let limit = |word: &str, number: Option<i64>| match number {
            Some(number) => format!("{word} {number}"),
            None => format!("NO {word}"),
        };
        if before.min_value != after.min_value {
            words.push(limit("MINVALUE", after.min_value));
        }
        if before.max_value != after.max_value {
            words.push(limit("MAXVALUE", after.max_value));
        }
        // The server keeps the first number when the limit that it came from changes.
        if first(before) != first(after) {
            words.push(format!("START WITH {}", first(after)));
        }
        if before.cache != after.cache {
            words.push(format!("CACHE {}", after.cache.unwrap_or(1)));
        }
        if before.cycle != after.cycle {
            words.push(if after.cycle { "CYCLE" } else { "NO CYCLE" }.to_owned());
        }
        let mut statements = Vec::new();
        if !words.is_empty() {
            let sql = format!("ALTER SEQUENCE {} {}", self.name(&after.name), words.join(" "));
            statements.push(Statement::new("alter sequence", after.name.to_string(), sql));
        }
        if before.comment != after.comment {
            statements.extend(self.comment_on_sequence(after));
        }
        statements
    }

    fn comment_on_sequence(&self, def: &SequenceDef) -> Option<Statement> {
        if self.can().comments != Comments::Statements {
            return None;
        }
        let comment = def.comment.as_ref().map(|text| self.grammar.comment(text));
        let sql = format!(
            "COMMENT ON SEQUENCE {} IS {}",
            self.name(&def.name),
            comment.as_deref().unwrap_or("NULL")
        );
        Some(Statement::new("comment on", def.name.to_string(), sql))
    }
}

/// The first number, said or not.
fn first(def: &SequenceDef) -> i64 {
    let up = def.increment.unwrap_or(1) > 0;
    let limit = if up { def.min_value } else { def.max_value };
    def.start.or(limit).unwrap_or(if up { 1 } else { -1 })
}
