use super::{Arrival, BySize, InSession, Merge, Removal, Statement, Statements, Words, catalog};
use fsm_core::{Dialect, TableName};

const WORDS: &[(&str, &str)] = &[
    // Between two values in UTC, so that the session's time zone does not matter.
    ("now", "(:first_version DIV 1000)"),
    ("first_version", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))"),
    // A plain query would read the snapshot of the caller's transaction.
    ("current", "FOR UPDATE"),
    ("conflict", "ON DUPLICATE KEY UPDATE"),
    // The clock stands still in a statement: it is asked once, for the row that would be new.
    // NULL is no less than that, so that what never expires is not.
    ("has_expired", "expires_at <= VALUES(updated_at)"),
    (
        "retouch",
        "version = version + 1, updated_at = VALUES(updated_at), expires_at = VALUES(expires_at)",
    ),
    // Assignments are made from left to right and see each other: `expires_at` comes last.
    (
        "upsert_state",
        ":insert :with_state :conflict \
         state = VALUES(state), data = IF(:has_expired, NULL, data), :retouch",
    ),
    (
        "upsert_data",
        ":insert :with_data :conflict \
         data = VALUES(data), state = IF(:has_expired, NULL, state), :retouch",
    ),
    // What is left without the new names has none in common with the new members. Merging nulls
    // would be one step, but MariaDB 10.11 leaves names standing then: it makes `{"a": "x"}` of
    // JSON_MERGE_PATCH('{"b":2,"c":3,"a":"x"}', '{"a":null,"b":null,"c":null}').
    ("merged", "JSON_MERGE_PRESERVE(JSON_REMOVE(data, :paths), VALUES(data))"),
    // What is no object, by its beginning or because nothing comes of merging it, fails the
    // statement, so that the row stays as it is: a number beyond the largest is an error of every
    // mode.
    (
        "merge",
        "IF(data IS NULL OR :has_expired, VALUES(data), \
         COALESCE(IF(JSON_TYPE(data) = 'OBJECT', :merged, NULL), \
         CAST(~0 + (LENGTH(data) + 1) AS CHAR)))",
    ),
    ("merge_rest", "state = IF(:has_expired, NULL, state), :retouch"),
];

/// How many names are merged by one statement. Few sizes, so that few statements are prepared, and
/// not many names, because the whole is gone through for each.
const SIZES: &[usize] = &[1, 2, 4, 8, 16, 32];

pub(super) fn statements(table: &TableName) -> Statements {
    let dialect = Dialect::Mysql;
    let words = Words { dialect, table: dialect.quote_name(table), own: WORDS, paths: 0 };
    let s = |template: &str| words.statement(template);
    let by_size = |template: &str| {
        let sized = |&paths: &usize| {
            let words = Words { paths, ..words.clone() };
            (paths, words.statement(template))
        };
        BySize(SIZES.iter().map(sized).collect())
    };
    let halves = |[delete, update, look]: [&str; 3]| Removal::Halves {
        delete: s(delete),
        update: s(update),
        look: s(look),
    };
    Statements {
        get_state: s("SELECT state FROM :table WHERE :is_key AND :is_alive"),
        get_data: s("SELECT data FROM :table WHERE :is_key AND :is_alive"),
        get_value: s(
            "SELECT IF(data IS NULL, NULL, COALESCE(LOWER(JSON_TYPE(data)), 'no JSON')), \
             JSON_EXTRACT(data, :name) FROM :table WHERE :is_key AND :is_alive",
        ),
        get: s("SELECT state, data, version FROM :table WHERE :is_key AND :is_alive"),
        set_state: s(":upsert_state"),
        set_data: s(":upsert_data"),
        merge: Merge {
            write: by_size(
                ":insert :with_data :conflict data = :merge, :merge_rest RETURNING data",
            ),
            // MySQL answers no rows to an INSERT: what it wrote is kept in the session.
            in_session: Some(InSession {
                version: s("SELECT VERSION()"),
                write: by_size(
                    ":insert (:key_values, NULL, (@fsm_merged := :data), :first_version, :now, \
                     :now + :ttl) :conflict data = (@fsm_merged := :merge), :merge_rest",
                ),
                read: s("SELECT @fsm_merged"),
            }),
        },
        remove_state: halves([
            "DELETE FROM :table WHERE :is_key AND (data IS NULL OR :is_expired)",
            "UPDATE :table SET state = NULL, :touch \
             WHERE :is_key AND data IS NOT NULL AND :is_alive",
            "SELECT 1 FROM :table WHERE :is_key :current",
        ]),
        remove_data: halves([
            "DELETE FROM :table WHERE :is_key AND (state IS NULL OR :is_expired)",
            "UPDATE :table SET data = NULL, :touch \
             WHERE :is_key AND state IS NOT NULL AND :is_alive",
            "SELECT 1 FROM :table WHERE :is_key :current",
        ]),
        change_state: s(
            "UPDATE :table SET state = :state, :touch WHERE :is_key AND state = :old AND :is_alive",
        ),
        remove_state_if: halves([
            "DELETE FROM :table WHERE :is_key AND state = :old AND data IS NULL AND :is_alive",
            "UPDATE :table SET state = NULL, :touch \
             WHERE :is_key AND state = :old AND data IS NOT NULL AND :is_alive",
            "SELECT 1 FROM :table WHERE :is_key AND state = :old AND :is_alive :current",
        ]),
        arrive: Arrival::Halves {
            update: s(
                "UPDATE :table SET state = :state, data = IF(:is_expired, NULL, data), :touch \
                 WHERE :is_key AND (state IS NULL OR :is_expired)",
            ),
            insert: s(":insert :with_state"),
            look: s(
                "SELECT 1 FROM :table WHERE :is_key AND state IS NOT NULL AND :is_alive :current",
            ),
        },
        get_current: s(
            "SELECT version, data, CASE WHEN :is_alive THEN 1 ELSE 0 END FROM :table WHERE :is_key :current",
        ),
        replace_data: s("UPDATE :table SET data = :data, :touch \
             WHERE :is_key AND version = :version AND :is_alive"),
        insert_data: s(":insert :with_data"),
        forget: s("DELETE FROM :table WHERE :is_key AND :is_expired"),
        clear: s("DELETE FROM :table WHERE :is_key AND :is_alive"),
        delete_user: s("DELETE FROM :table WHERE user_id = :user"),
        purge: s("DELETE FROM :table WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit"),
        count_by_state: s(
            "SELECT state, COUNT(*) FROM :table WHERE :is_alive GROUP BY state ORDER BY state",
        ),
        catalog: Statement::plain(catalog::mysql(table)),
        words,
        // MariaDB's JSON functions stop at 32, MySQL's at 100.
        depth_limit: 31,
    }
}
