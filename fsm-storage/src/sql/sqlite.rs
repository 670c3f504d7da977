use super::{Arrival, BySize, Merge, Removal, Statement, Statements, Words, catalog};
use fsm_core::{Dialect, TableName};

const WORDS: &[(&str, &str)] = &[
    // Milliseconds are what SQLite's clock has (sqlite.org/lang_datefunc.html, `subsec`).
    ("now", "CAST(round(unixepoch('subsec') * 1000) AS INTEGER)"),
    // Too coarse a clock: a row can go and come back within a millisecond.
    ("first_version", "(random() & 4611686018427387903)"),
    ("conflict", "ON CONFLICT (:columns) DO UPDATE SET"),
    // The clock stands still in a statement: it is asked once, for the row that would be new.
    (
        "retouch",
        "version = version + 1, updated_at = excluded.updated_at, expires_at = excluded.expires_at",
    ),
    ("still_alive", "(expires_at IS NULL OR expires_at > excluded.updated_at)"),
    // An expired row is left alone here, and removed first. Overwriting it would name columns that
    // stay as they are otherwise, and SQLite writes the index of every column that is named.
    ("upsert_state", ":insert :with_state :conflict state = :state, :retouch WHERE :still_alive"),
    ("upsert_data", ":insert :with_data :conflict data = :data, :retouch WHERE :still_alive"),
    ("is_object", "CASE WHEN json_valid(data) THEN json_type(data) = 'object' ELSE 0 END"),
    // `json_patch` takes exactly the new names away; the new members are put behind what is left,
    // as text, so that numbers stay as they are written. The `LIMIT` keeps SQLite from patching
    // once for each mention of `rest`.
    (
        "merged",
        "(SELECT CASE rest WHEN '{}' THEN :data \
         ELSE substr(rest, 1, length(rest) - 1) || ',' || substr(:data, 2) END \
         FROM (SELECT json_patch(data, :nulls) AS rest LIMIT 1))",
    ),
];

/// A thousand names merged into a thousand take 1 ms, into ten thousand 29 ms: the time grows with
/// the product.
const NAMES_LIMIT: usize = 1000;

pub(super) fn statements(table: &TableName) -> Statements {
    let dialect = Dialect::Sqlite;
    let words = Words { dialect, table: dialect.quote_name(table), own: WORDS, paths: 0 };
    let s = |template: &str| words.statement(template);
    let halves = |[delete, update, look]: [&str; 3]| Removal::Halves {
        delete: s(delete),
        update: s(update),
        look: s(look),
    };
    Statements {
        get_state: s("SELECT state FROM :table WHERE :is_key AND :is_alive"),
        get_data: s("SELECT data FROM :table WHERE :is_key AND :is_alive"),
        get_value: s(
            "SELECT CASE WHEN data IS NULL THEN NULL WHEN json_valid(data) THEN json_type(data) \
             ELSE 'no JSON' END, \
             CASE WHEN json_valid(data) THEN data -> :name END \
             FROM :table WHERE :is_key AND :is_alive",
        ),
        get: s("SELECT state, data, version FROM :table WHERE :is_key AND :is_alive"),
        set_state: s(":upsert_state"),
        set_data: s(":upsert_data"),
        merge: Merge {
            write: BySize(vec![(
                NAMES_LIMIT,
                s(":insert :with_data :conflict \
                 data = CASE WHEN data IS NULL THEN :data ELSE :merged END, :retouch \
                 WHERE :still_alive AND (data IS NULL OR :is_object) RETURNING data"),
            )]),
            in_session: None,
        },
        remove_state: halves([
            "DELETE FROM :table WHERE :is_key AND (data IS NULL OR :is_expired)",
            "UPDATE :table SET state = NULL, :touch \
             WHERE :is_key AND data IS NOT NULL AND :is_alive",
            "SELECT 1 FROM :table WHERE :is_key",
        ]),
        remove_data: halves([
            "DELETE FROM :table WHERE :is_key AND (state IS NULL OR :is_expired)",
            "UPDATE :table SET data = NULL, :touch \
             WHERE :is_key AND state IS NOT NULL AND :is_alive",
            "SELECT 1 FROM :table WHERE :is_key",
        ]),
        change_state: s(
            "UPDATE :table SET state = :state, :touch WHERE :is_key AND state = :old AND :is_alive",
        ),
        remove_state_if: halves([
            "DELETE FROM :table WHERE :is_key AND state = :old AND data IS NULL AND :is_alive",
            "UPDATE :table SET state = NULL, :touch \
             WHERE :is_key AND state = :old AND data IS NOT NULL AND :is_alive",
            "SELECT 1 FROM :table WHERE :is_key AND state = :old AND :is_alive",
        ]),
        arrive: Arrival::UnlessExpired(s(":upsert_state AND state IS NULL")),
        get_current: s(
            "SELECT version, data, CASE WHEN :is_alive THEN 1 ELSE 0 END FROM :table WHERE :is_key",
        ),
        replace_data: s("UPDATE :table SET data = :data, :touch \
             WHERE :is_key AND version = :version AND :is_alive"),
        insert_data: s(":insert :with_data"),
        forget: s("DELETE FROM :table WHERE :is_key AND :is_expired"),
        clear: s("DELETE FROM :table WHERE :is_key AND :is_alive"),
        delete_user: s("DELETE FROM :table WHERE user_id = :user"),
        purge: s("DELETE FROM :table WHERE rowid IN \
             (SELECT rowid FROM :table WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)"),
        count_by_state: s(
            "SELECT state, COUNT(*) FROM :table WHERE :is_alive GROUP BY state ORDER BY state",
        ),
        catalog: Statement::plain(catalog::sqlite(table)),
        words,
        // What serde_json reads; SQLite itself allows 1,000 (sqlite.org/json1.html).
        depth_limit: 127,
    }
}
