//! Creates a table for each sample, as the dialect spells it, and writes and reads its values.
//! It knows nothing of any one type.

use std::collections::BTreeSet;

use fsm_core::change::Change;
use fsm_core::{Autoincrement, ColumnDef, Dialect, NamingConvention, SqlType, TableDef};
use fsm_tests::TestResult;
use sqlx::{
    Arguments, AssertSqlSafe, ColumnIndex, Database, Decode, Encode, Executor, IntoArguments, Pool,
    Row, Type,
};

use super::sample::Values;

/// Fails with every value that did not read back, of every sample.
pub async fn round_trip<'s, DB>(
    pool: &Pool<DB>,
    dialect: Dialect,
    strict: bool,
    samples: impl IntoIterator<Item = (&'s str, &'s SqlType, &'s Values<DB>)>,
) -> TestResult
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    DB::Arguments: IntoArguments<DB>,
    usize: ColumnIndex<DB::Row>,
    i64: Encode<'static, DB> + for<'r> Decode<'r, DB> + Type<DB>,
{
    let mut connection = pool.acquire().await?;
    let mut failures = Vec::new();
    let mut enums = BTreeSet::new();
    for (number, (rust, sql_type, values)) in samples.into_iter().enumerate() {
        let table = format!("sample_{number}");
        let def = table_of(&table, sql_type, strict);
        let mut changes: Vec<Change> = Vec::new();
        if dialect.capabilities().native_enums {
            let new = def.enums().into_iter().filter(|def| enums.insert(def.name.clone()));
            changes.extend(new.map(|def| Change::CreateEnum { def: def.clone() }));
        }
        changes.push(Change::CreateTable { table: def });
        let created = create::<DB>(&mut connection, dialect, &changes).await;
        if let Err(error) = created {
            failures.push(format!("{rust}: {error}"));
            continue;
        }
        for failure in write_and_read::<DB>(&mut connection, dialect, &table, values).await? {
            failures.push(format!("{rust}: {failure}"));
        }
    }
    assert!(failures.is_empty(), "{} on {dialect}:\n{}", failures.len(), failures.join("\n"));
    Ok(())
}

fn table_of(name: &str, sql_type: &SqlType, strict: bool) -> TableDef {
    let mut table = TableDef::new(name)
        .column(ColumnDef::new("id", SqlType::BigInteger).autoincrement(Autoincrement::Never))
        .column(ColumnDef::new("value", sql_type.clone()))
        .column(ColumnDef::new("maybe", sql_type.clone()).nullable())
        .primary_key(["id"]);
    table.options.sqlite.strict = strict;
    table
}

async fn create<DB>(
    connection: &mut DB::Connection,
    dialect: Dialect,
    changes: &[Change],
) -> Result<(), String>
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    for change in changes {
        for statement in dialect.spell(change, &NamingConvention::default()) {
            let sql = sqlx::raw_sql(AssertSqlSafe(statement.sql.clone()));
            connection.execute(sql).await.map_err(|error| format!("{error}: {}", statement.sql))?;
        }
    }
    Ok(())
}

/// Writes each value, and the first once more beside a null.
async fn write_and_read<DB>(
    connection: &mut DB::Connection,
    dialect: Dialect,
    table: &str,
    values: &Values<DB>,
) -> Result<Vec<String>, sqlx::Error>
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    DB::Arguments: IntoArguments<DB>,
    usize: ColumnIndex<DB::Row>,
    i64: Encode<'static, DB> + for<'r> Decode<'r, DB> + Type<DB>,
{
    let marks = if dialect == Dialect::Postgres { "$1, $2, $3" } else { "?, ?, ?" };
    let insert = format!("INSERT INTO {table} (id, value, maybe) VALUES ({marks})");
    let mut failures = Vec::new();
    let mut written = Vec::new();
    let nulls = values.values.first().map(|value| (value, true));
    let all = values.values.iter().map(|value| (value, false)).chain(nulls);
    for (id, (value, null)) in (0_i64..).zip(all) {
        let mut arguments = DB::Arguments::default();
        arguments.add(id).map_err(sqlx::Error::Encode)?;
        if let Err(error) = (value.bind)(&mut arguments, null) {
            failures.push(format!("{}: {error}", value.shown));
            continue;
        }
        let query = sqlx::query_with(AssertSqlSafe(insert.clone()), arguments);
        match connection.execute(query).await {
            Ok(_) => written.push((id, value, null)),
            Err(error) => failures.push(format!("{}: {error}", value.shown)),
        }
    }
    let select = format!("SELECT id, value, maybe FROM {table} ORDER BY id");
    let select = sqlx::query(AssertSqlSafe(select));
    let rows = connection.fetch_all(select).await?;
    assert_eq!(rows.len(), written.len(), "rows of {table}");
    for (row, (id, value, null)) in rows.iter().zip(written) {
        let read = match row.try_get::<i64, _>(0) {
            Ok(read) if read == id => (value.check)(row, null),
            other => Err(format!("the row's number reads back as {other:?}")),
        };
        failures.extend(read.err().map(|error| format!("{}: {error}", value.shown)));
    }
    Ok(failures)
}
