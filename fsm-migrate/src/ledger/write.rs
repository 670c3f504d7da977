use super::{EntryState, NewEntry, Tables};
use crate::graph::RowChange;
use fsm_core::Dialect;

/// A change of an entry of the ledger.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    pub(crate) state: Option<EntryState>,
    pub(crate) mark: Option<String>,
    pub(crate) started_at: Option<String>,
    pub(crate) finished_at: Option<String>,
}

/// The version of this crate, as the ledger has it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Tables {
    /// What makes a change of the rows.
    pub(crate) fn row_change(&self, dialect: Dialect, change: &RowChange<'_>) -> String {
        let table = dialect.quote_name(&self.version);
        match change {
            RowChange::Insert { id } => {
                format!("INSERT INTO {table} (version_num) VALUES ({})", dialect.quote_string(id))
            }
            RowChange::Delete { id } => {
                format!("DELETE FROM {table} WHERE version_num = {}", dialect.quote_string(id))
            }
            RowChange::Update { from, to } => format!(
                "UPDATE {table} SET version_num = {} WHERE version_num = {}",
                dialect.quote_string(to),
                dialect.quote_string(from)
            ),
            RowChange::Clear => format!("DELETE FROM {table}"),
        }
    }

    /// What writes lines.
    pub(crate) fn insert(&self, dialect: Dialect, entries: &[NewEntry]) -> String {
        let text = |text: &Option<String>| {
            text.as_ref().map_or_else(|| "NULL".to_owned(), |text| dialect.quote_string(text))
        };
        let lines: Vec<String> = entries
            .iter()
            .map(|entry| {
                format!(
                    "({}, {}, {}, {}, '{}', '{}', {}, {}, {}, {}, {}, {}, {}, '{VERSION}', {})",
                    entry.run,
                    entry.step,
                    entry.part,
                    dialect.quote_string(&entry.revision),
                    entry.direction,
                    entry.state.word(),
                    dialect.quote_string(&entry.action),
                    text(&entry.statement),
                    text(&entry.operation),
                    text(&entry.hash),
                    text(&entry.mark),
                    text(&entry.started_at),
                    text(&entry.finished_at),
                    text(&entry.downgrade),
                )
            })
            .collect();
        format!(
            "INSERT INTO {} (run, step, part, revision, direction, state, action, statement, \
             operation, hash, mark, started_at, finished_at, version, downgrade) VALUES\n{}",
            dialect.quote_name(&self.ledger),
            lines.join(",\n")
        )
    }

    /// What changes lines of a run: those of these steps.
    pub(crate) fn update(
        &self,
        dialect: Dialect,
        run: i64,
        steps: &[u32],
        change: &Change,
    ) -> String {
        let mut set: Vec<String> = Vec::new();
        if let Some(state) = change.state {
            set.push(format!("state = '{}'", state.word()));
        }
        for (column, value) in [
            ("mark", &change.mark),
            ("started_at", &change.started_at),
            ("finished_at", &change.finished_at),
        ] {
            if let Some(value) = value {
                set.push(format!("{column} = {}", dialect.quote_string(value)));
            }
        }
        let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
        format!(
            "UPDATE {} SET {} WHERE run = {run} AND step IN ({})",
            dialect.quote_name(&self.ledger),
            set.join(", "),
            steps.join(", ")
        )
    }

    /// What marks every run that did not end as one that nobody goes on with.
    pub(crate) fn forget_unfinished(&self, dialect: Dialect) -> String {
        format!(
            "UPDATE {} SET state = 'forgotten' WHERE step = 0 AND state IN ('running', 'failed')",
            dialect.quote_name(&self.ledger)
        )
    }

    /// What removes the steps of a run that were never sent.
    pub(crate) fn remove_planned(&self, dialect: Dialect, run: i64, part: u32) -> String {
        format!(
            "DELETE FROM {} WHERE run = {run} AND step > 0 AND part >= {part} AND state <> 'done'",
            dialect.quote_name(&self.ledger)
        )
    }
}
