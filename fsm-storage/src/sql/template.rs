use super::Param;
use fsm_core::Dialect;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use std::sync::Arc;

/// A statement, and what is bound to its placeholders, in order.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    sql: SqlStr,
    params: Arc<[Param]>,
}

impl Statement {
    /// A statement without values, which holds nothing but constants that the dialect has quoted.
    pub(super) fn plain(sql: String) -> Self {
        Self { sql: AssertSqlSafe(sql).into_sql_str(), params: Arc::new([]) }
    }

    /// The text: the same each time, so that sqlx finds it prepared.
    pub(crate) fn sql(&self) -> SqlStr {
        self.sql.clone()
    }

    /// The statement that asks how the database would run this one.
    pub(crate) fn explained(&self, dialect: Dialect) -> Self {
        let explain = match dialect {
            Dialect::Sqlite => "EXPLAIN QUERY PLAN",
            Dialect::Mysql => "EXPLAIN FORMAT = JSON",
            _ => "EXPLAIN",
        };
        let sql = AssertSqlSafe(format!("{explain} {}", self.sql.as_str())).into_sql_str();
        Self { sql, params: self.params.clone() }
    }

    /// Whether it may write.
    pub(crate) fn writes(&self) -> bool {
        !self.sql.as_str().starts_with("SELECT")
    }

    /// What is bound.
    pub(crate) fn params(&self) -> &[Param] {
        &self.params
    }
}

/// What a dialect writes for the words of templates.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(super) dialect: Dialect,
    /// The table's name, quoted.
    pub(super) table: String,
    /// Words that stand for other text, which is read in turn.
    pub(super) own: &'static [(&'static str, &'static str)],
    /// How many paths the word `paths` stands for.
    pub(super) paths: usize,
}

/// Words that mean the same in every dialect that does not say otherwise.
const COMMON: &[(&str, &str)] = &[
    ("columns", "bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts"),
    ("key_values", ":bot, :chat, :user, :thread, :connection, :destiny, :key_parts"),
    (
        "is_key",
        "bot_id = :bot AND chat_id = :chat AND user_id = :user AND thread_id = :thread \
         AND business_connection_id = :connection AND destiny = :destiny \
         AND key_parts = :key_parts",
    ),
    ("is_alive", "(expires_at IS NULL OR expires_at > :now)"),
    // Never NULL, so that it can be denied.
    ("is_expired", "(expires_at IS NOT NULL AND expires_at <= :now)"),
    ("touch", "version = version + 1, updated_at = :now, expires_at = :now + :ttl"),
    ("data_text", "data"),
    ("own_table", ":table"),
    // Behind a query whose answer decides what is written: nothing where it reads what is.
    ("current", ""),
    (
        "insert",
        "INSERT INTO :table (:columns, state, data, version, updated_at, expires_at) VALUES",
    ),
    ("with_state", "(:key_values, :state, NULL, :first_version, :now, :now + :ttl)"),
    ("with_data", "(:key_values, NULL, :data, :first_version, :now, :now + :ttl)"),
];

impl Words {
    /// The statement of a template, in which `:word` stands for a value, for the table, or for
    /// other text.
    ///
    /// The audited door of this crate: what is not a constant of its source is the table's name,
    /// which the dialect has quoted.
    pub(crate) fn statement(&self, template: &str) -> Statement {
        let mut sql = String::with_capacity(template.len() * 4);
        let mut params = Vec::new();
        self.expand(template, &mut sql, &mut params);
        Statement {
            sql: AssertSqlSafe(Arc::<str>::from(sql)).into_sql_str(),
            params: params.into(),
        }
    }

    fn expand(&self, template: &str, sql: &mut String, params: &mut Vec<Param>) {
        let mut rest = template;
        while let Some(colon) = rest.find(':') {
            sql.push_str(&rest[..colon]);
            rest = &rest[colon + 1..];
            // PostgreSQL's casts.
            if let Some(behind) = rest.strip_prefix(':') {
                sql.push_str("::");
                rest = behind;
                continue;
            }
            let end = rest
                .find(|letter: char| !letter.is_ascii_lowercase() && letter != '_')
                .unwrap_or(rest.len());
            self.word(&rest[..end], sql, params);
            rest = &rest[end..];
        }
        sql.push_str(rest);
    }

    fn word(&self, word: &str, sql: &mut String, params: &mut Vec<Param>) {
        if word.is_empty() {
            // A colon of MySQL's assignments.
            sql.push(':');
        } else if word == "table" {
            sql.push_str(&self.table);
        } else if word == "paths" {
            for at in 0..self.paths {
                sql.push_str(if at > 0 { ", " } else { "" });
                self.placeholder(Param::Path(at), sql, params);
            }
        } else if let Some((_, param)) = Param::WORDS.iter().find(|(name, _)| *name == word) {
            self.placeholder(*param, sql, params);
        } else if let Some((_, text)) =
            self.own.iter().chain(COMMON).find(|(name, _)| *name == word)
        {
            self.expand(text, sql, params);
        } else {
            debug_assert!(false, "`:{word}` is no word");
        }
    }

    fn placeholder(&self, param: Param, sql: &mut String, params: &mut Vec<Param>) {
        if self.dialect == Dialect::Mysql {
            params.push(param);
            sql.push('?');
            return;
        }
        let number = params.iter().position(|known| *known == param).unwrap_or_else(|| {
            params.push(param);
            params.len() - 1
        });
        let mark = if self.dialect == Dialect::Postgres { '$' } else { '?' };
        sql.push(mark);
        sql.push_str(&(number + 1).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::{Param, Words};
    use fsm_core::Dialect;

    #[track_caller]
    fn check(dialect: Dialect, expected: &str, params: &[Param]) {
        let words = Words {
            dialect,
            table: dialect.quote_identifier("a:state\"`"),
            own: &[("now", "n(:ttl)")],
            paths: 0,
        };
        let statement = words.statement("UPDATE :table SET x = :state::text, y = :now + :ttl");
        assert_eq!(statement.sql().as_str(), expected);
        assert_eq!(statement.params(), params);
    }

    #[test]
    fn words_become_placeholders_and_a_hostile_table_stays_quoted() {
        let (state, ttl) = (Param::State, Param::Ttl);
        check(
            Dialect::Postgres,
            "UPDATE \"a:state\"\"`\" SET x = $1::text, y = n($2) + $2",
            &[state, ttl],
        );
        check(
            Dialect::Sqlite,
            "UPDATE \"a:state\"\"`\" SET x = ?1::text, y = n(?2) + ?2",
            &[state, ttl],
        );
        check(
            Dialect::Mysql,
            "UPDATE `a:state\"``` SET x = ?::text, y = n(?) + ?",
            &[state, ttl, ttl],
        );
    }
}
