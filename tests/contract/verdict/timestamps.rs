//! The type `TIMESTAMP` of MySQL and MariaDB, to which some servers add what nobody wrote.

use fsm_core::{ColumnDef, Dialect, Metadata, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub(super) fn mysql() -> Vec<Case> {
    cases![a_timestamp_is_what_the_model_says_whatever_the_session_adds]
}

/// `explicit_defaults_for_timestamp` is off before MariaDB 10.10.
async fn a_timestamp_is_what_the_model_says_whatever_the_session_adds(
    db: &TestDatabase,
) -> TestResult {
    let timestamp = |name: &'static str| {
        ColumnDef::new(name, SqlType::DateTime).type_on(Dialect::Mysql, "TIMESTAMP")
    };
    let metadata: Metadata = [TableDef::new("t")
        .column(timestamp("a").nullable())
        .column(timestamp("b").default_sql("CURRENT_TIMESTAMP"))
        .column(timestamp("c").nullable().default_sql("CURRENT_TIMESTAMP"))
        .column(ColumnDef::new("d", SqlType::DateTime))]
    .into_iter()
    .collect();
    for setting in
        ["SET explicit_defaults_for_timestamp = OFF", "SET explicit_defaults_for_timestamp = ON"]
    {
        let session = db.pool().in_session(setting).await?;
        metadata.create_all(&session.database()).await?;
        let sql = "SELECT CONCAT_WS(' ', column_name, is_nullable, \
                   column_default IS NOT NULL AND column_default <> 'NULL', extra) \
                   FROM information_schema.columns WHERE table_schema = DATABASE() \
                   ORDER BY ordinal_position";
        let rows = session.query_text(sql).await?;
        let found: Vec<String> = rows
            .into_iter()
            .flatten()
            .flatten()
            // What MySQL says of a default that is an expression.
            .map(|row| row.replace("DEFAULT_GENERATED", "").trim().to_owned())
            .collect();
        assert_eq!(found, ["a YES 0", "b NO 1", "c YES 1", "d NO 0"], "{setting}");
        metadata.drop_all(&session.database()).await?;
    }
    Ok(())
}
