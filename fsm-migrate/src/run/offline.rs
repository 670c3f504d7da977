//! Offline SQL: what a run would send, as a text for the database's own client. What stands is
//! worked out from the revisions before, so that no database is needed.
//! It never opens a connection.

use super::Migrator;
use super::lowering::{Sent, Standing, lower};
use super::part::split;
use crate::graph::{Applied, Direction, Plan, Range, Step};
use crate::ledger::{checksum, word};
use crate::{Error, ErrorKind};
use fsm_core::{Dialect, Metadata};
use std::fmt::Write as _;

impl Migrator {
    /// What brings a database from one place to another: `range` is `start:target`, or a target
    /// alone, which begins at `base`. Several starts or targets are separated by commas.
    ///
    /// The text runs as it is in `psql`, `mysql` and `sqlite3`, and leaves the database and the
    /// version table as a run does. What stands is worked out from the operations of the revisions
    /// before; what SQL in an author's words made is not known, and on SQLite a table is made anew
    /// without the triggers that it made.
    ///
    /// # Errors
    /// What the graph says; [`ErrorKind::OfflineCode`] for a revision with Rust code; what no
    /// dialect can do. Nothing is answered then.
    pub fn upgrade_sql(&self, dialect: Dialect, range: &str) -> Result<String, Error> {
        let graph = self.revisions()?.graph();
        let (start, target) = ends(range)?;
        let applied = graph.at(list(start))?;
        let plan = graph.upgrade(&applied, list(target))?;
        self.script(dialect, &applied, &plan)
    }

    /// The same for a downgrade: `range` is `start:target`.
    ///
    /// # Errors
    /// As [`Migrator::upgrade_sql`], and for a target alone.
    pub fn downgrade_sql(&self, dialect: Dialect, range: &str) -> Result<String, Error> {
        let graph = self.revisions()?.graph();
        let range = Range::parse(range)?;
        let applied = graph.at(list(range.lower.unwrap_or("heads")))?;
        let plan = graph.downgrade(&applied, range.upper.unwrap_or("base"))?;
        self.script(dialect, &applied, &plan)
    }

    /// What only says that a database is somewhere: `range` is `start:target`, or a target alone.
    ///
    /// # Errors
    /// What the graph says.
    pub fn stamp_sql(&self, dialect: Dialect, range: &str, purge: bool) -> Result<String, Error> {
        let graph = self.revisions()?.graph();
        let (start, target) = ends(range)?;
        let stamp = if purge {
            graph.stamp_purged(list(target))?
        } else {
            graph.stamp(&graph.at(list(start))?, list(target))?
        };
        let mut text = Text::new(dialect);
        self.tables_sql(&mut text);
        text.begin();
        for change in stamp.row_changes() {
            text.statement(&self.config.tables.row_change(dialect, change));
        }
        text.commit();
        Ok(text.finish())
    }

    /// The schema as the revisions build it that are applied there, worked out from their
    /// operations alone.
    ///
    /// # Errors
    /// What the graph says, and operations that do not fit each other.
    pub fn schema_at(&self, dialect: Dialect, applied: &Applied) -> Result<Metadata, Error> {
        let revisions = self.revisions()?;
        let mut metadata = Metadata::new().naming_convention(self.metadata().naming().clone());
        for revision in revisions.graph().applied(applied)? {
            let script = revisions.script(&revision.id)?;
            let operations = script.operations(Direction::Upgrade, &self.config.settings);
            crate::op::resolve(flat(&operations), &mut metadata, true, dialect)
                .map_err(|error| super::execute::of_revision(error.into(), &revision.id, false))?;
        }
        Ok(metadata)
    }

    fn tables_sql(&self, text: &mut Text) {
        for sql in self.config.tables.create(text.dialect) {
            text.statement(&sql);
        }
    }

    fn script(
        &self,
        dialect: Dialect,
        applied: &Applied,
        plan: &Plan<'_>,
    ) -> Result<String, Error> {
        let mut metadata = self.schema_at(dialect, applied)?;
        let mut text = Text::new(dialect);
        if applied.is_none() {
            self.tables_sql(&mut text);
        }
        for step in plan.steps() {
            self.step(&mut text, step, &mut metadata)?;
        }
        Ok(text.finish())
    }

    fn step(&self, text: &mut Text, step: &Step<'_>, metadata: &mut Metadata) -> Result<(), Error> {
        let dialect = text.dialect;
        let revision = step.revision();
        let script = self.revisions()?.script(&revision.id)?;
        let is_downgrade = step.direction() == Direction::Downgrade;
        let settings = &self.config.settings;
        let own = script.operations(step.direction(), settings);
        text.comment(&format!("{} {revision}", if is_downgrade { "downgrade" } else { "upgrade" }));
        for part in split(&own, dialect) {
            let mut standing = Standing { metadata, unmanaged: &[], guess: true };
            let lowered = lower(&part, &mut standing, dialect, self.metadata().naming())
                .map_err(|error| super::execute::of_revision(error, &revision.id, is_downgrade))?;
            let in_transaction = part.mode(dialect).transaction;
            let without_foreign_keys = part.mode(dialect).without_foreign_keys;
            for unit in lowered.units {
                let sql = match &unit.what {
                    Sent::Sql(sql) => sql,
                    Sent::Run(_) => {
                        let revision = revision.id.clone();
                        let name = unit.action.trim_start_matches("run ").to_owned();
                        return Err(ErrorKind::OfflineCode { revision, name }.into());
                    }
                };
                if unit.after_commit {
                    text.commit();
                }
                if in_transaction {
                    text.begin_with(without_foreign_keys);
                } else {
                    text.commit();
                }
                text.statement(sql);
            }
        }
        text.begin();
        for change in step.row_changes() {
            text.statement(&self.config.tables.row_change(dialect, change));
        }
        let line = self.ledger_line(step, dialect)?;
        text.statement(&line);
        text.commit();
        Ok(())
    }

    /// The line of the ledger that says that the revision was run.
    fn ledger_line(&self, step: &Step<'_>, dialect: Dialect) -> Result<String, Error> {
        let script = self.revisions()?.script(&step.revision().id)?;
        let settings = &self.config.settings;
        let upgrade = script.operations(Direction::Upgrade, settings);
        let downgrade = script.operations(Direction::Downgrade, settings);
        let checksum = checksum(&upgrade, &downgrade);
        let (now, ledger) = (now(dialect), dialect.quote_name(&self.config.tables.ledger));
        let quote = |text: &str| dialect.quote_string(text);
        let steps: Vec<String> = downgrade.iter().map(|one| format!("{one:?}")).collect();
        let downgrade = match step.direction() {
            Direction::Upgrade => quote(&steps.join("\n")),
            Direction::Downgrade => "NULL".to_owned(),
        };
        Ok(format!(
            "INSERT INTO {ledger} (run, step, part, revision, direction, state, action, hash, \
             started_at, finished_at, version, downgrade)\n\
             SELECT COALESCE(MAX(run), 0) + 1, 0, 0, {}, '{}', 'done', {}, {}, {now}, {now}, \
             '{}', {downgrade} FROM {ledger}",
            quote(&step.revision().id),
            word(step.direction()),
            quote(step.revision().message.as_deref().unwrap_or_default()),
            quote(&checksum),
            env!("CARGO_PKG_VERSION"),
        ))
    }
}

/// The moment at which it runs, as the ledger writes it.
fn now(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
        Dialect::Postgres => {
            "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
        }
        _ => {
            "CONCAT(DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.'), \
             LPAD(MICROSECOND(UTC_TIMESTAMP(3)) DIV 1000, 3, '0'), 'Z')"
        }
    }
}

/// What stands in blocks, with the rest.
fn flat(operations: &[crate::Operation]) -> Vec<&crate::Operation> {
    operations
        .iter()
        .flat_map(|operation| match operation {
            crate::Operation::AutocommitBlock(inner) => flat(inner),
            other => vec![other],
        })
        .collect()
}

/// Where it begins and where it leads to.
fn ends(range: &str) -> Result<(&str, &str), Error> {
    if !range.contains(':') {
        return Ok(("base", range));
    }
    let range = Range::parse(range)?;
    Ok((range.lower.unwrap_or("base"), range.upper.unwrap_or("heads")))
}

fn list(text: &str) -> Vec<&str> {
    text.split(',').map(str::trim).filter(|one| !one.is_empty()).collect()
}

/// The text, and whether a transaction is open at its end.
struct Text {
    dialect: Dialect,
    sql: String,
    /// Whether one is open, and whether foreign keys act in it.
    open: Option<bool>,
}

impl Text {
    fn new(dialect: Dialect) -> Self {
        Self { dialect, sql: String::new(), open: None }
    }

    fn comment(&mut self, comment: &str) {
        self.commit();
        for line in comment.lines() {
            let _ = writeln!(self.sql, "-- {line}");
        }
        self.sql.push('\n');
    }

    fn statement(&mut self, sql: &str) {
        // The client of MySQL ends a statement at any semicolon outside of quotes.
        let has_body = self.dialect == Dialect::Mysql && has_bare_semicolon(sql);
        let _ = if has_body {
            writeln!(self.sql, "DELIMITER ;;\n{sql};;\nDELIMITER ;\n")
        } else {
            writeln!(self.sql, "{sql};\n")
        };
    }

    fn begin(&mut self) {
        let off = self.open.unwrap_or(false);
        self.begin_with(off);
    }

    fn begin_with(&mut self, without_foreign_keys: bool) {
        if self.open == Some(without_foreign_keys) {
            return;
        }
        self.commit();
        if without_foreign_keys {
            self.sql.push_str("PRAGMA foreign_keys = OFF;\n\n");
        }
        self.sql.push_str(match self.dialect {
            Dialect::Mysql => "START TRANSACTION;\n\n",
            _ => "BEGIN;\n\n",
        });
        self.open = Some(without_foreign_keys);
    }

    fn commit(&mut self) {
        if let Some(without_foreign_keys) = self.open.take() {
            self.sql.push_str("COMMIT;\n\n");
            if without_foreign_keys {
                self.sql.push_str("PRAGMA foreign_keys = ON;\n\n");
            }
        }
    }

    fn finish(mut self) -> String {
        self.commit();
        self.sql
    }
}

/// Whether a semicolon stands outside of quotes.
fn has_bare_semicolon(sql: &str) -> bool {
    let mut quote: Option<char> = None;
    let mut characters = sql.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some('\''), '\\') => {
                characters.next();
            }
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"' | '`') => quote = Some(character),
            (None, ';') => return true,
            _ => {}
        }
    }
    false
}
