//! What a revision writes to fill a column that must have a value: the server takes it, whatever
//! the column's type and whatever the names.

use fsm_core::change::Change;
use fsm_core::{ColumnDef, Dialect, EnumDef, Metadata, SqlType, TableDef, TableName, apply};
use fsm_migrate::__private::backfill;
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![a_placeholder_fills_a_column_of_each_type, a_name_without_quotes_is_read_as_a_name,]
}

async fn a_placeholder_fills_a_column_of_each_type(db: &TestDatabase) -> TestResult {
    let dialect = db.dialect();
    let pool = db.pool().database();
    let table = TableDef::new("t").column(ColumnDef::new("id", SqlType::BigInteger));
    let metadata: Metadata = [table.primary_key(["id"])].into_iter().collect();
    metadata.create_all(&pool).await?;
    db.execute("INSERT INTO t (id) VALUES (1), (2)").await?;
    let mut filled = 0;
    for sql_type in SqlType::every() {
        let sql_type = match sql_type {
            SqlType::Enum(_) => SqlType::Enum(EnumDef::new("mood", ["it's \\ odd", "ok"])),
            other => other,
        };
        let column = ColumnDef::new("c", sql_type.clone());
        let name = TableName::new("t");
        let Some(sql) = backfill(&name, &column, dialect) else { continue };
        let with_column = metadata.clone();
        let mut verified = with_column;
        verified.apply(&Change::AddColumn { table: name.clone(), column: column.clone() })?;
        if verified.verify(dialect).is_err() {
            continue;
        }
        let open = column.clone().nullable();
        let add = Change::AddColumn { table: name.clone(), column: open.clone() };
        let mut changes = vec![add];
        if dialect == Dialect::Postgres
            && let SqlType::Enum(def) = &sql_type
        {
            changes.insert(0, Change::CreateEnum { def: def.clone() });
        }
        // The types of extensions, which the server may not have.
        let Ok(_) = apply(&changes, &pool).await else { continue };
        let text = sql.text(dialect).unwrap_or_default();
        db.execute(text).await.map_err(|error| format!("{sql_type:?}: {text}: {error}"))?;
        let close =
            Change::AlterColumn { table: name.clone(), before: open, after: column.clone() };
        apply(&[close], &pool).await.map_err(|error| format!("{sql_type:?}: {error:?}"))?;
        let rows = db.query_text("SELECT count(*) FROM t WHERE c IS NOT NULL").await?;
        assert_eq!(rows, [[Some("2".to_owned())]], "{sql_type:?}");
        let drop = Change::DropColumn { table: name, column };
        apply(&[drop], &pool).await.map_err(|error| format!("{sql_type:?}: {error:?}"))?;
        filled += 1;
    }
    let least = if dialect == Dialect::Postgres { 30 } else { 20 };
    assert!(filled >= least, "{filled} types");
    Ok(())
}

/// The statement for a table and a column of that name runs, with quotes or without.
async fn a_name_without_quotes_is_read_as_a_name(db: &TestDatabase) -> TestResult {
    let dialect = db.dialect();
    let query = match dialect {
        Dialect::Postgres => "SELECT word FROM pg_get_keywords()",
        Dialect::Mysql => {
            "SELECT LOWER(word) FROM information_schema.keywords WHERE word RLIKE '^[A-Z_]+$'"
        }
        _ => "SELECT 'x'",
    };
    let rows = db.query_text(query).await?;
    let mut words: Vec<String> = rows.into_iter().flatten().flatten().collect();
    words.extend(KEYWORDS.split_whitespace().map(str::to_owned));
    words.sort();
    words.dedup();
    let quote = |name: &str| dialect.quote_identifier(name);
    let mut refused = Vec::new();
    for word in &words {
        let name = quote(word);
        let storage = if dialect == Dialect::Mysql { " ENGINE = MEMORY" } else { "" };
        db.execute(&format!("CREATE TABLE {name} ({name} INTEGER){storage}")).await?;
        let column = ColumnDef::new(word.clone(), SqlType::Integer);
        let sql =
            backfill(&TableName::new(word.clone()), &column, dialect).ok_or("no statement")?;
        let text = sql.text(dialect).ok_or("no text")?;
        if db.execute(text).await.is_err() {
            refused.push(text.to_owned());
        }
        db.execute(&format!("DROP TABLE {name}")).await?;
    }
    assert!(refused.is_empty(), "{}", refused.join("; "));
    assert!(words.len() > 140, "{}", words.len());
    Ok(())
}

/// The keywords of SQLite (<https://sqlite.org/lang_keywords.html>).
const KEYWORDS: &str = "
    abort action add after all alter always analyze and as asc attach autoincrement before begin
    between by cascade case cast check collate column commit conflict constraint create cross
    current current_date current_time current_timestamp database default deferrable deferred delete
    desc detach distinct do drop each else end escape except exclude exclusive exists explain fail
    filter first following for foreign from full generated glob group groups having if ignore
    immediate in index indexed initially inner insert instead intersect into is isnull join key
    last left like limit match materialized natural no not nothing notnull null nulls of offset on
    or order others outer over partition plan pragma preceding primary query raise range recursive
    references regexp reindex release rename replace restrict returning right rollback row rows
    savepoint select set table temp temporary then ties to transaction trigger unbounded union
    unique update using vacuum values view virtual when where window with within without";
