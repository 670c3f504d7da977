use super::{EntryState, LedgerEntry, Tables};
use fsm_core::Dialect;
use fsm_core::session::Rows;

/// What the version table and the ledger say, as far as a run has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// The rows of the version table, ordered.
    pub(crate) rows: Vec<String>,
    /// The run that did not end.
    pub(crate) unfinished: Option<Unfinished>,
    /// The largest number of a run.
    pub(crate) last_run: i64,
}

/// A run of a revision that did not end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unfinished {
    /// Its number.
    pub(crate) run: i64,
    /// The revision.
    pub(crate) revision: String,
    /// Whether it is undone.
    pub(crate) is_downgrade: bool,
    /// The checksum it had.
    pub(crate) checksum: String,
}

impl Tables {
    /// The query that [`State::read`] reads the answer of.
    pub(crate) fn query(&self, dialect: Dialect) -> String {
        let (version, ledger) =
            (dialect.quote_name(&self.version), dialect.quote_name(&self.ledger));
        let text = cast(dialect);
        format!(
            "SELECT 'row' AS kind, {v} AS a, '' AS b, '' AS c, '' AS d FROM {version}\n\
             UNION ALL SELECT 'run', {run}, {revision}, {direction}, COALESCE({hash}, '') \
             FROM {ledger} WHERE step = 0 AND state IN ('running', 'failed')\n\
             UNION ALL SELECT 'last', COALESCE({last}, '0'), '', '', '' FROM {ledger}",
            v = text("version_num"),
            run = text("run"),
            revision = text("revision"),
            direction = text("direction"),
            hash = text("hash"),
            last = text("MAX(run)"),
        )
    }

    /// The query for the version table alone, where no ledger stands beside it.
    pub(crate) fn rows_query(&self, dialect: Dialect) -> String {
        let version = dialect.quote_name(&self.version);
        format!("SELECT 'row', {}, '', '', '' FROM {version}", cast(dialect)("version_num"))
    }

    /// The query for how many steps of a run are done.
    pub(crate) fn done_query(&self, dialect: Dialect, run: i64) -> String {
        format!(
            "SELECT {} FROM {} WHERE run = {run} AND step > 0 AND state = 'done'",
            cast(dialect)("COUNT(*)"),
            dialect.quote_name(&self.ledger),
        )
    }

    /// The query for the lines of the runs themselves, without their steps.
    pub(crate) fn runs_query(&self, dialect: Dialect) -> String {
        self.lines_query(dialect, " WHERE step = 0")
    }

    /// The query for lines of the ledger: of one run, or of all.
    pub(crate) fn entries_query(&self, dialect: Dialect, run: Option<i64>) -> String {
        let filter = run.map_or_else(String::new, |run| format!(" WHERE run = {run}"));
        self.lines_query(dialect, &filter)
    }

    fn lines_query(&self, dialect: Dialect, filter: &str) -> String {
        let columns = [
            "run",
            "step",
            "part",
            "revision",
            "direction",
            "state",
            "action",
            "statement",
            "operation",
            "hash",
            "mark",
            "started_at",
            "finished_at",
            "version",
            "downgrade",
        ];
        let columns: Vec<String> = columns.into_iter().map(cast(dialect)).collect();
        format!(
            "SELECT {} FROM {}{filter} ORDER BY run, step",
            columns.join(", "),
            dialect.quote_name(&self.ledger),
        )
    }
}

fn cast(dialect: Dialect) -> impl Fn(&str) -> String {
    move |column| match dialect {
        Dialect::Mysql => format!("CAST({column} AS CHAR)"),
        _ => format!("CAST({column} AS TEXT)"),
    }
}

impl State {
    pub(crate) fn read(rows: &Rows) -> Self {
        let mut state = Self::default();
        for row in rows.iter() {
            match row.text(0) {
                "row" => state.rows.push(row.text(1).to_owned()),
                "run" => {
                    let run = Unfinished {
                        run: row.text(1).parse().unwrap_or_default(),
                        revision: row.text(2).to_owned(),
                        is_downgrade: row.text(3) == "downgrade",
                        checksum: row.text(4).to_owned(),
                    };
                    let newer = state.unfinished.as_ref().is_none_or(|known| known.run < run.run);
                    if newer {
                        state.unfinished = Some(run);
                    }
                }
                _ => state.last_run = row.text(1).parse().unwrap_or_default(),
            }
        }
        state.rows.sort_unstable();
        state.rows.dedup();
        state
    }
}

/// Reads the lines that [`Tables::entries_query`] asks for.
pub(crate) fn entries(rows: &Rows) -> Vec<LedgerEntry> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    rows.iter()
        .map(|row| LedgerEntry {
            run: row.text(0).parse().unwrap_or_default(),
            step: row.text(1).parse().unwrap_or_default(),
            part: row.text(2).parse().unwrap_or_default(),
            revision: row.text(3).to_owned(),
            direction: row.text(4).to_owned(),
            state: EntryState::of(row.text(5)),
            action: row.text(6).to_owned(),
            statement: owned(row.get(7)),
            operation: owned(row.get(8)),
            hash: owned(row.get(9)),
            mark: owned(row.get(10)),
            started_at: owned(row.get(11)),
            finished_at: owned(row.get(12)),
            version: row.text(13).to_owned(),
            downgrade: owned(row.get(14)),
        })
        .collect()
}
