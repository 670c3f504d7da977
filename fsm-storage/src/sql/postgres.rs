use super::{Arrival, BySize, Merge, Removal, Statement, Statements, Words, catalog};
use fsm_core::{Dialect, TableName};

const WORDS: &[(&str, &str)] = &[
    // Not `now()`, which stands still inside a transaction: what expires while one is open is gone
    // for it as well, and a row that goes and comes back in one gets another version.
    ("now", "(date_part('epoch', clock_timestamp()) * 1000)::bigint"),
    ("first_version", "(date_part('epoch', clock_timestamp()) * 1000000)::bigint"),
    (
        "is_key",
        "t.bot_id = :bot AND t.chat_id = :chat AND t.user_id = :user AND t.thread_id = :thread \
         AND t.business_connection_id = :connection AND t.destiny = :destiny \
         AND t.key_parts = :key_parts",
    ),
    ("is_alive", "(t.expires_at IS NULL OR t.expires_at > :now)"),
    ("is_expired", "(t.expires_at IS NOT NULL AND t.expires_at <= :now)"),
    ("touch", "version = t.version + 1, updated_at = :now, expires_at = :now + :ttl"),
    ("data_text", "data::text"),
    ("own_table", ":table AS t"),
    (
        "insert",
        "INSERT INTO :own_table (:columns, state, data, version, updated_at, expires_at) VALUES",
    ),
    ("with_data", "(:key_values, NULL, :data::jsonb, :first_version, :now, :now + :ttl)"),
    ("conflict", "ON CONFLICT (:columns) DO UPDATE SET"),
    (
        "upsert_state",
        ":insert :with_state :conflict state = excluded.state, data = CASE WHEN :is_expired THEN NULL ELSE t.data END, :touch",
    ),
    (
        "upsert_data",
        ":insert :with_data :conflict data = excluded.data, state = CASE WHEN :is_expired THEN NULL ELSE t.state END, :touch",
    ),
    // One statement, so that nobody sees or gets in between its halves. The row is locked first,
    // as it is then and not as the statement's snapshot has it, and the halves do what fits that.
    ("removing", "gone AS (DELETE FROM :own_table USING found WHERE :is_key AND found.hollow)"),
];

pub(super) fn statements(table: &TableName) -> Statements {
    let dialect = Dialect::Postgres;
    let words = Words { dialect, table: dialect.quote_name(table), own: WORDS, paths: 0 };
    let s = |template: &str| words.statement(template);
    let removal = |value: &str, other: &str, condition: &str| {
        Removal::Whole(s(&format!(
            "WITH found AS MATERIALIZED (\
             SELECT t.{other} IS NULL OR :is_expired AS hollow \
             FROM :own_table WHERE :is_key{condition} FOR UPDATE), \
             :removing, \
             kept AS (UPDATE :own_table SET {value} = NULL, :touch \
             FROM found WHERE :is_key AND NOT found.hollow) \
             SELECT 1 FROM found"
        )))
    };
    Statements {
        get_state: s("SELECT state FROM :own_table WHERE :is_key AND :is_alive"),
        get_data: s("SELECT :data_text FROM :own_table WHERE :is_key AND :is_alive"),
        get_value: s("SELECT jsonb_typeof(data), (data -> :name)::text \
             FROM :own_table WHERE :is_key AND :is_alive"),
        get: s("SELECT state, :data_text, version FROM :own_table WHERE :is_key AND :is_alive"),
        set_state: s(":upsert_state"),
        set_data: s(":upsert_data"),
        merge: Merge {
            write: BySize(vec![(
                usize::MAX,
                s(":insert :with_data :conflict \
                 data = CASE WHEN t.data IS NULL OR :is_expired THEN excluded.data \
                 ELSE t.data || excluded.data END, \
                 state = CASE WHEN :is_expired THEN NULL ELSE t.state END, :touch \
                 WHERE t.data IS NULL OR :is_expired OR jsonb_typeof(t.data) = 'object' \
                 RETURNING :data_text"),
            )]),
            in_session: None,
        },
        remove_state: removal("state", "data", ""),
        remove_data: removal("data", "state", ""),
        change_state: s("UPDATE :own_table SET state = :state, :touch \
             WHERE :is_key AND t.state = :old AND :is_alive"),
        remove_state_if: removal("state", "data", " AND t.state = :old AND :is_alive"),
        arrive: Arrival::Whole(s(":upsert_state WHERE t.state IS NULL OR :is_expired")),
        get_current: s(
            "SELECT version, :data_text, (CASE WHEN :is_alive THEN 1 ELSE 0 END)::bigint \
             FROM :own_table WHERE :is_key FOR UPDATE",
        ),
        replace_data: s("UPDATE :own_table SET data = :data::jsonb, :touch \
             WHERE :is_key AND t.version = :version AND :is_alive"),
        insert_data: s(":insert :with_data"),
        forget: s("DELETE FROM :own_table WHERE :is_key AND :is_expired"),
        clear: s("DELETE FROM :own_table WHERE :is_key AND :is_alive"),
        delete_user: s("DELETE FROM :table WHERE user_id = :user"),
        // The clock in a query of its own is asked once, and can be looked up in the index.
        purge: s("DELETE FROM :own_table WHERE t.ctid = ANY (ARRAY(\
             SELECT t.ctid FROM :own_table WHERE t.expires_at <= (SELECT :now) \
             ORDER BY t.expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)) AND :is_expired"),
        count_by_state: s(
            "SELECT state, COUNT(*) FROM :own_table WHERE :is_alive GROUP BY state ORDER BY state",
        ),
        catalog: Statement::plain(catalog::postgres(table)),
        words,
        // What serde_json reads; PostgreSQL has no limit of its own below its stack's.
        depth_limit: 127,
    }
}
