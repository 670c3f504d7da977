//! A process is killed in the middle of creating: the others finish soon, and nothing is half made.
//!
//! SIGKILL leaves a process no time to release anything; what it held ends with its connection.

use std::time::{Duration, Instant};

use fsm_core::{DatabasePool, Dialect};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use sqlx::{AssertSqlSafe, Connection};

use super::{Schema, all_succeeded};
use crate::process::{Error, Worker, alone, end_all, number, until};

/// The others wait no longer than this once the server has noticed: a pause between two looks is at most a
/// quarter of a second, and each of the others in turn finds that nothing is left to do.
const SOON: Duration = Duration::from_secs(2);

/// How long the test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many wait for the one that is killed.
const WAITING: usize = 8;

pub(crate) fn cases() -> Vec<Case> {
    cases![
        when_the_holder_of_the_lock_is_killed_the_others_finish,
        a_process_killed_at_any_moment_leaves_what_the_next_one_completes,
    ]
    .into_iter()
    .map(|case| case.within(Duration::from_mins(30)))
    .collect()
}

async fn when_the_holder_of_the_lock_is_killed_the_others_finish(db: &TestDatabase) -> TestResult {
    let _alone = alone().await;
    let schema = Schema::of_one_process(db).await?;
    let hold = Hold::begin(db, &schema).await?;
    let mut holder = Worker::start(db.url()).await?;
    holder.go().await?;
    until("the holder is in the middle of creating", PATIENCE, async || hold.blocks(db).await)
        .await?;
    let mut waiting = Worker::start_all(WAITING, db.url()).await?;
    for worker in &mut waiting {
        worker.go().await?;
    }
    // Long enough for each to have looked, found something missing and asked for the lock.
    tokio::time::sleep(Duration::from_millis(400)).await;

    let session = hold.session_of_holder(db).await?;
    holder.kill()?;
    let killed = Instant::now();
    hold.release().await?;
    let holder = holder.end().await?;
    if holder.status.success() {
        return Err("the holder was done before it could be killed".into());
    }
    until("the server ends the holder's session", PATIENCE, async || {
        is_gone(db, session.as_deref()).await
    })
    .await?;
    let noticed = Instant::now();
    let ended = end_all(waiting).await?;
    all_succeeded(&ended)?;
    let last = ended.iter().map(|end| end.at).max().ok_or("nobody waited")?;
    let after = last.saturating_duration_since(noticed);
    eprintln!(
        "{}: noticed {:.1?} after the kill, {WAITING} others done {after:.1?} after that; one alone takes {:.1?}",
        db.dialect(),
        noticed - killed,
        schema.took,
    );
    // One of the others has to do the whole work first, which is no waiting.
    if after > SOON + schema.took {
        return Err(format!("the others took {after:.1?} after the server had noticed").into());
    }
    schema.stands(db).await?;
    schema.drop(db).await?;
    Ok(())
}

async fn a_process_killed_at_any_moment_leaves_what_the_next_one_completes(
    db: &TestDatabase,
) -> TestResult {
    let _alone = alone().await;
    let rounds = number("FSM_KILL_ROUNDS", 4);
    let schema = Schema::of_one_process(db).await?;
    let (mut killed, mut span) = (0, schema.took);
    for round in 0..rounds {
        let mut worker = Worker::start(db.url()).await?;
        // Moments spread over the whole run and a little beyond: which statement each of them hits
        // is up to the machine.
        let share = (f64::from(u32::try_from(round)?) + 0.5) / f64::from(u32::try_from(rounds)?);
        worker.go().await?;
        tokio::time::sleep(span.mul_f64(share)).await;
        worker.kill()?;
        if worker.end().await?.status.success() {
            // It was faster than the one that was measured.
            span = span.mul_f64(0.7);
        } else {
            killed += 1;
        }

        let before = tables(db).await?;
        let created = schema.metadata.create_all(&schema.pool).await;
        let created = created.map_err(|error| format!("round {round}, {before}: {error}"))?;
        schema.stands(db).await.map_err(|error| format!("round {round}, {before}: {error}"))?;
        let again = schema.metadata.create_all(&schema.pool).await?;
        if !again.is_noop() {
            return Err(format!("round {round}: after {created}\nagain {again}").into());
        }
        schema.drop(db).await?;
    }
    eprintln!("{}: {killed} of {rounds} killed before their end", db.dialect());
    if killed == 0 {
        return Err("no process was killed in time: this showed nothing".into());
    }
    Ok(())
}

async fn tables(db: &TestDatabase) -> Result<String, Error> {
    let objects = fsm_tests::catalog::objects(db.pool()).await?;
    let tables = objects.iter().filter(|object| object.kind == "table").count();
    Ok(format!("{tables} tables stood after the kill"))
}

/// What keeps the holder of the lock in the middle of its work, with means of the database's own.
enum Hold {
    /// A reader: the holder's commit has to wait for it.
    Sqlite(sqlx::SqliteConnection),
    /// A lock on a table that the holder's next one refers to.
    Postgres(sqlx::PgConnection),
    /// A lock on a table that stands and lacks the last foreign key of a ring.
    Mysql(sqlx::MySqlConnection),
}

impl Hold {
    async fn begin(db: &TestDatabase, schema: &Schema) -> Result<Self, Error> {
        match db.dialect() {
            Dialect::Sqlite => {
                let mut reader = sqlx::SqliteConnection::connect(db.url()).await?;
                sqlx::raw_sql("BEGIN; SELECT count(*) FROM sqlite_schema")
                    .execute(&mut reader)
                    .await?;
                Ok(Self::Sqlite(reader))
            }
            Dialect::Postgres => {
                schema.metadata.create_all(&schema.pool).tables(["storm_00", "storm_01"]).await?;
                let mut blocker = sqlx::PgConnection::connect(db.url()).await?;
                sqlx::raw_sql("BEGIN; LOCK TABLE storm_01 IN ACCESS EXCLUSIVE MODE")
                    .execute(&mut blocker)
                    .await?;
                Ok(Self::Postgres(blocker))
            }
            _ => {
                let name = leave_undone(schema).await?;
                let mut blocker = sqlx::MySqlConnection::connect(db.url()).await?;
                let lock = format!("LOCK TABLES `{name}` READ");
                sqlx::raw_sql(AssertSqlSafe(lock)).execute(&mut blocker).await?;
                Ok(Self::Mysql(blocker))
            }
        }
    }

    /// Whether the holder has begun and cannot go on.
    async fn blocks(&self, db: &TestDatabase) -> Result<bool, Error> {
        match self {
            Self::Sqlite(_) => {
                let file = db.url().trim_start_matches("sqlite://");
                let journal = std::fs::metadata(format!("{file}-journal"));
                Ok(journal.is_ok_and(|journal| journal.len() > 0))
            }
            Self::Postgres(_) => {
                let sql = "SELECT pid::text FROM pg_locks WHERE NOT granted AND relation = 'storm_01'::regclass";
                Ok(!db.query_text(sql).await?.is_empty())
            }
            Self::Mysql(_) => {
                let sql = "SELECT id FROM information_schema.processlist \
                           WHERE db = DATABASE() AND state LIKE 'Waiting for table metadata lock%'";
                Ok(!db.query_text(sql).await?.is_empty())
            }
        }
    }

    /// The holder's session on the server; SQLite has no server.
    async fn session_of_holder(&self, db: &TestDatabase) -> Result<Option<String>, Error> {
        let sql = match self {
            Self::Sqlite(_) => return Ok(None),
            Self::Postgres(_) => {
                "SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND granted \
                 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            }
            Self::Mysql(_) => {
                "SELECT CAST(IS_USED_LOCK(CONCAT('fsm_core:', MD5(COALESCE(DATABASE(), '')))) AS CHAR)"
            }
        };
        let rows = db.query_text(sql).await?;
        let session = rows.into_iter().flatten().flatten().next();
        Ok(Some(session.ok_or("nobody holds the schema lock")?))
    }

    async fn release(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(mut reader) => {
                sqlx::raw_sql("ROLLBACK").execute(&mut reader).await?;
                reader.close().await?;
            }
            Self::Postgres(mut blocker) => {
                sqlx::raw_sql("ROLLBACK").execute(&mut blocker).await?;
                blocker.close().await?;
            }
            Self::Mysql(mut blocker) => {
                sqlx::raw_sql("UNLOCK TABLES").execute(&mut blocker).await?;
                blocker.close().await?;
            }
        }
        Ok(())
    }
}

/// Creates all but a table that nothing refers to and one foreign key of a ring; answers with the name
/// of the table that lacks it.
async fn leave_undone(schema: &Schema) -> Result<String, Error> {
    let Schema { metadata, pool, .. } = schema;
    metadata.create_all(pool).await?;
    let sorted = metadata.sorted_tables();
    let (table, key) = sorted.cyclic.first().ok_or("the schema has no ring")?;
    let limit = Dialect::Mysql.capabilities().name_limit;
    let key = metadata.naming().foreign_key(&table.name, key, limit);
    let DatabasePool::Mysql(pool) = pool else { return Err("no MySQL".into()) };
    for sql in [
        format!("ALTER TABLE `{}` DROP FOREIGN KEY `{key}`", table.name),
        "DROP TABLE storm_post_tags".to_owned(),
    ] {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await?;
    }
    Ok(table.name.to_string())
}

/// Whether the server has ended that session.
async fn is_gone(db: &TestDatabase, session: Option<&str>) -> Result<bool, Error> {
    let (Some(session), pool) = (session, db.pool()) else { return Ok(true) };
    let sql = match pool {
        TestPool::Postgres(_) => {
            format!("SELECT pid::text FROM pg_stat_activity WHERE pid = {session}")
        }
        _ => format!("SELECT id FROM information_schema.processlist WHERE id = {session}"),
    };
    Ok(pool.query_text(&sql).await?.is_empty())
}
