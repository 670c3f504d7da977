//! Collations that a model names: the columns, indexes and tables compare by them, and are found again.

use fsm_core::{ColumnDef, Dialect, EnumDef, IndexColumn, IndexDef, Metadata, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![columns_compare_by_the_collation_that_the_model_names]
}

/// For MySQL and MariaDB.
pub fn mysql() -> Vec<Case> {
    cases![columns_compare_by_the_collation_of_their_table]
}

/// For SQLite and PostgreSQL.
pub fn of_indexes() -> Vec<Case> {
    cases![indexes_compare_by_the_collation_that_the_model_names]
}

/// Collations that every server of the dialect has.
fn known(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => &["BINARY", "NOCASE", "RTRIM"],
        Dialect::Postgres => &["C", "POSIX", "ucs_basic"],
        _ => &[
            "utf8mb4_bin",
            "utf8mb4_unicode_ci",
            "utf8mb4_general_ci",
            "latin1_swedish_ci",
            "ascii_bin",
        ],
    }
}

/// Creates the table, finds it again, and answers with what is asked for before it is dropped.
async fn read_back(
    db: &TestDatabase,
    table: TableDef,
    sql: &str,
) -> Result<Vec<String>, Box<dyn std::error::Error + Send + Sync>> {
    let metadata: Metadata = [table].into_iter().collect();
    let pool = db.pool().database();
    metadata.create_all(&pool).await?;
    let again = metadata.create_all(&pool).compare_existing(true).await?;
    assert!(again.is_noop() && again.lacking.is_empty(), "{again}");
    let rows = db.query_text(sql).await?;
    metadata.drop_all(&pool).await?;
    Ok(rows.into_iter().flatten().flatten().collect())
}

async fn columns_compare_by_the_collation_that_the_model_names(db: &TestDatabase) -> TestResult {
    for &collation in known(db.dialect()) {
        let column =
            |name: &'static str, sql_type| ColumnDef::new(name, sql_type).collation(collation);
        let mut table = TableDef::new("t")
            .column(column("a", SqlType::Text))
            .column(column("b", SqlType::String(20)));
        // An enum of PostgreSQL is no text.
        if db.dialect() != Dialect::Postgres {
            let kind = SqlType::Enum(EnumDef::new("kind", ["x", "y"]));
            table = table.column(column("c", kind));
        }
        let columns = table.columns.len();
        // SQLite tells the collation of an index's column, which is the column's own.
        let (table, sql) = match db.dialect() {
            Dialect::Sqlite => (
                table.index(IndexDef::new(["a", "b", "c"]).named("ix")),
                "SELECT coll FROM pragma_index_xinfo('ix') WHERE key",
            ),
            Dialect::Postgres => (
                table,
                "SELECT collname::text FROM pg_attribute JOIN pg_collation AS c ON c.oid = attcollation \
                 WHERE attrelid = 't'::regclass AND attnum > 0",
            ),
            _ => (
                table,
                "SELECT collation_name FROM information_schema.columns WHERE table_schema = DATABASE()",
            ),
        };
        let found =
            read_back(db, table, sql).await.map_err(|error| format!("{collation}: {error}"))?;
        assert_eq!(found, vec![collation; columns]);
    }
    Ok(())
}

async fn columns_compare_by_the_collation_of_their_table(db: &TestDatabase) -> TestResult {
    for &collation in known(db.dialect()) {
        let mut table = TableDef::new("t")
            .column(ColumnDef::new("a", SqlType::String(20)))
            .column(ColumnDef::new("b", SqlType::Text));
        table.options.mysql.collation = Some(collation.into());
        let sql = "SELECT collation_name FROM information_schema.columns WHERE table_schema = DATABASE() \
                   UNION ALL \
                   SELECT table_collation FROM information_schema.tables WHERE table_schema = DATABASE()";
        let found =
            read_back(db, table, sql).await.map_err(|error| format!("{collation}: {error}"))?;
        assert_eq!(found, [collation; 3]);
    }
    Ok(())
}

async fn indexes_compare_by_the_collation_that_the_model_names(db: &TestDatabase) -> TestResult {
    for &collation in known(db.dialect()) {
        let mut part = IndexColumn::column("a");
        part.collation = Some(collation.into());
        let table = TableDef::new("t")
            .column(ColumnDef::new("a", SqlType::Text))
            .index(IndexDef::new([part]).named("ix"));
        let sql = match db.dialect() {
            Dialect::Sqlite => "SELECT coll FROM pragma_index_xinfo('ix') WHERE key",
            _ => {
                "SELECT collname::text FROM pg_index JOIN pg_collation AS c ON c.oid = indcollation[0] \
                 WHERE indexrelid = 'ix'::regclass"
            }
        };
        let found =
            read_back(db, table, sql).await.map_err(|error| format!("{collation}: {error}"))?;
        assert_eq!(found, [collation]);
    }
    Ok(())
}
