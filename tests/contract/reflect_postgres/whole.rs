//! Models that are made, read, and made again from what was read: both databases are the same.

use super::Answer;
use fsm_core::{Dialect, Metadata};
use fsm_tests::catalog::{Object, objects};
use fsm_tests::server::Server;
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases, ddl_cases};

pub fn cases() -> Vec<Case> {
    cases![what_was_read_makes_the_same_database]
}

/// The extensions whose types the cases use, out of the way of what each case makes.
const EXTENSIONS: &str = "CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; \
    CREATE EXTENSION cube SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; \
    CREATE EXTENSION ltree SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext";

async fn what_was_read_makes_the_same_database(db: &TestDatabase) -> TestResult {
    let other = TestDatabase::create(&Server::find(Dialect::Postgres).await?).await?;
    let (made, again) = (prepared(db).await?, prepared(&other).await?);
    let mut failed = Vec::new();
    for (name, metadata) in ddl_cases::cases() {
        if metadata.verify(Dialect::Postgres).is_err() {
            continue;
        }
        if let Err(error) = made_again(&made, &again, &metadata).await {
            failed.push(format!("{name}: {error}"));
        }
        emptied(&made).await?;
        emptied(&again).await?;
    }
    made.close().await;
    again.close().await;
    other.remove().await?;
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

/// What the catalog of the tests does not tell: options, partition keys, the numbers of sequences.
const BEYOND: &str = "SELECT r.oid::regclass::text, r.relkind::text, r.relpersistence::text, \
    r.reloptions::text, pg_get_partkeydef(r.oid), q.seqtypid::regtype::text, q.seqstart::text, \
    q.seqincrement::text, q.seqmin::text, q.seqmax::text, q.seqcache::text, q.seqcycle::text, \
    (SELECT array_agg(concat(a.attidentity, a.attgenerated) ORDER BY a.attnum)::text \
    FROM pg_attribute AS a WHERE a.attrelid = r.oid AND a.attnum > 0) \
    FROM pg_class AS r LEFT JOIN pg_sequence AS q ON q.seqrelid = r.oid \
    WHERE r.relnamespace::regnamespace::text !~ '^(pg_|information_schema|ext$)' \
    AND r.relkind IN ('r', 'p', 'S') ORDER BY 1";

/// A pool whose sessions find the extensions.
async fn prepared(db: &TestDatabase) -> Answer<TestPool> {
    db.execute(EXTENSIONS).await?;
    Ok(db.pool().in_session("SET search_path = public, ext").await?)
}

async fn schemas(pool: &TestPool) -> Answer<Vec<String>> {
    let sql = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema|^ext$'";
    Ok(pool.query_text(sql).await?.into_iter().flatten().flatten().collect())
}

async fn emptied(pool: &TestPool) -> Answer<()> {
    for schema in schemas(pool).await? {
        let name = Dialect::Postgres.quote_identifier(&schema);
        pool.execute(&format!("DROP SCHEMA {name} CASCADE")).await?;
    }
    pool.execute("CREATE SCHEMA public").await?;
    Ok(())
}

async fn made_again(one: &TestPool, two: &TestPool, metadata: &Metadata) -> Answer<()> {
    let told = |what: &str, error: fsm_core::Error| format!("{what}: {error:?}");
    metadata.create_all(&one.database()).await.map_err(|error| told("the model", error))?;
    let read = Metadata::reflect(&one.database()).schemas(schemas(one).await?).await;
    let read = read.map_err(|error| told("reading", error))?;
    let made = read.metadata.create_all(&two.database()).await;
    made.map_err(|error| told("what was read", error))?;
    let beyond = (one.query_text(BEYOND).await?, two.query_text(BEYOND).await?);
    assert_eq!(beyond.0, beyond.1);
    let (one, two) = (objects(one).await?, objects(two).await?);
    if one == two {
        return Ok(());
    }
    let only = |these: &[Object], those: &[Object]| -> String {
        let these = these.iter().filter(|object| !those.contains(object));
        these.map(|object| format!("\n  {object:?}")).collect::<Vec<_>>().concat()
    };
    let (gone, new) = (only(&one, &two), only(&two, &one));
    Err(format!("only made:{gone}\nonly made again:{new}").into())
}
