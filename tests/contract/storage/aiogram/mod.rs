//! Taking conversations over from aiogram: from a table that the Python package wrote, and from
//! rows that nobody should have written.

use super::subject::{pool, storage};
use fsm_core::{DatabasePool, Dialect};
use fsm_storage::aiogram::{Imported, LISTED};
use fsm_storage::{Data, FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Row, SqlitePool};
use std::{env, error::Error, process::Command, time::Duration};

/// What the Python package wrote; `write.py` beside it is the program that it was written with.
const WRITTEN: &str = include_str!("written.sql");

pub fn cases() -> Vec<Case> {
    cases![
        conversations_that_python_wrote_are_taken_over,
        every_option_of_the_key_builder_is_read,
        a_table_in_another_database_is_read,
        a_second_run_takes_only_what_is_missing,
        a_conversation_that_is_there_is_not_touched,
        an_expired_conversation_does_not_count_as_there,
        every_row_counts_once_whatever_the_page_size,
        rows_that_cannot_be_read_are_told_with_their_reasons,
        bytes_that_are_no_text_are_told,
        rows_without_an_id_are_told,
        long_rows_are_taken_and_too_long_ones_told,
        unreadable_rows_beyond_the_list_are_counted_and_told,
        a_pool_of_one_connection_is_enough,
        a_table_that_is_not_there_is_an_error,
        without_a_bot_nothing_is_taken,
    ]
}

/// What only SQLite can show, because the Python package is asked there.
pub fn sqlite_cases() -> Vec<Case> {
    cases![the_python_package_writes_what_the_dump_holds]
}

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

type Found = (Option<String>, Option<String>, Option<String>);

async fn dump() -> Result<SqlitePool> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    sqlx::raw_sql(WRITTEN).execute(&pool).await?;
    Ok(pool)
}

async fn rows(pool: &SqlitePool, table: &str) -> Result<Vec<Found>> {
    let sql = format!("SELECT id, state, data FROM {table} ORDER BY rowid");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect()
}

/// A table as the package makes it; on MySQL and MariaDB, where it makes none, as people do.
async fn create(db: &TestDatabase, table: &str) -> TestResult {
    let (id, text) = match db.dialect() {
        Dialect::Mysql => ("VARCHAR(255)", "LONGTEXT"),
        _ => ("VARCHAR", "VARCHAR"),
    };
    db.execute(&format!(
        "CREATE TABLE {table} (id {id} NOT NULL, state {text}, data {text}, PRIMARY KEY (id))"
    ))
    .await?;
    Ok(())
}

async fn insert(db: &TestDatabase, table: &str, rows: &[Found]) -> TestResult {
    let literal = |text: &Option<String>| match text {
        Some(text) => db.dialect().quote_string(text),
        None => "NULL".to_owned(),
    };
    for rows in rows.chunks(100) {
        let rows: Vec<String> = rows
            .iter()
            .map(|(id, state, data)| {
                format!("({}, {}, {})", literal(id), literal(state), literal(data))
            })
            .collect();
        db.execute(&format!("INSERT INTO {table} (id, state, data) VALUES {}", rows.join(", ")))
            .await?;
    }
    Ok(())
}

fn row(id: &str, state: Option<&str>, data: Option<&str>) -> Found {
    (Some(id.to_owned()), state.map(str::to_owned), data.map(str::to_owned))
}

/// A table of that name with what the Python package wrote into it.
async fn written(db: &TestDatabase, table: &str) -> TestResult {
    create(db, table).await?;
    insert(db, table, &rows(&dump().await?, table).await?).await
}

/// A table of the package's name with rows of one's own.
async fn handmade(db: &TestDatabase, rows: &[Found]) -> TestResult {
    create(db, "aiogram_fsm_data").await?;
    insert(db, "aiogram_fsm_data", rows).await
}

async fn import(db: &TestDatabase, storage: &FsmStorage) -> Result<Imported> {
    Ok(storage.import_aiogram(pool(db), "aiogram_fsm_data").bot_id(42).await?)
}

/// Ids and reasons of the unreadable rows, in the order of their ids.
fn told(imported: &Imported) -> Vec<(String, String)> {
    let mut told: Vec<_> = imported
        .first_unreadable
        .iter()
        .map(|row| (row.id.clone().unwrap_or("NULL".to_owned()), row.reason.to_string()))
        .collect();
    told.sort();
    told
}

fn counts(imported: &Imported) -> [u64; 4] {
    let Imported { taken, present, empty, unreadable, .. } = imported;
    [*taken, *present, *empty, *unreadable]
}

async fn check(
    storage: &FsmStorage,
    key: StorageKey,
    state: Option<&str>,
    data: Value,
) -> TestResult {
    let found = storage.get(&key).await?;
    assert_eq!(found.state.as_deref(), state, "{key}");
    assert_eq!(Value::from(found.data), data, "{key}");
    Ok(())
}

fn nobody() -> [(String, String); 3] {
    let refused = "the data is no JSON, not an object";
    let half = "the data is JSON that cannot be read, not an object";
    [("11:11", refused), ("12:12", half), ("13:13", "the data holds NUL")]
        .map(|(id, reason)| (id.to_owned(), reason.to_owned()))
}

async fn conversations_that_python_wrote_are_taken_over(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    written(db, "aiogram_fsm_data").await?;
    let imported = import(db, &storage).await?;
    assert_eq!(counts(&imported), [8, 0, 0, 3], "{imported}");
    assert_eq!(imported.rows(), 11);
    let expected = nobody().map(|(id, reason)| (format!("fsm:{id}"), reason));
    assert_eq!(told(&imported), expected);
    let key = |chat, user| StorageKey::new(42, chat, user);
    taken(&storage, key).await?;
    assert_eq!(storage.list().await?.conversations.len(), 8);
    Ok(())
}

/// What both tables of the dump hold alike.
async fn taken(storage: &FsmStorage, key: impl Fn(i64, i64) -> StorageKey) -> TestResult {
    check(storage, key(7, 7), Some("Form:name"), json!({"name": "Ada", "n": 1})).await?;
    check(storage, key(-1001, 8), Some("Form:age"), json!({})).await?;
    check(storage, key(-1001, 8).thread(5), Some("plain"), json!({})).await?;
    check(storage, key(10, 10), Some("Form:name"), json!({})).await?;
    check(storage, key(14, 14), None, json!({"1": "b"})).await?;
    check(storage, key(16, 16), None, json!({"kept": true})).await?;
    let data = storage.get_data(&key(9, 9)).await?;
    let expected = json!({
        "ключ": "значение", "emoji": "😀", "nested": {"a": [1, 2.5, null, true]},
        "float": 1e16, "small": 5e-324,
    });
    assert!(data["float"].is_f64(), "{}", data["float"]);
    assert_eq!(Value::from(data), expected);
    // Beyond what `Data` counts exactly, and there all the same.
    let big: u128 = storage.get_value(&key(17, 17), "big").await?.unwrap();
    assert_eq!(big, 1 << 70);
    Ok(())
}

async fn every_option_of_the_key_builder_is_read(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    written(db, "every_option").await?;
    let imported = storage
        .import_aiogram(pool(db), "every_option")
        .with_bot_id()
        .with_business_connection_id()
        .with_destiny()
        .await?;
    assert_eq!(counts(&imported), [9, 0, 0, 4], "{imported}");
    // `fsm:42:-1001:5:8:default`: a topic, or a business connection called `-1001`.
    let mut expected =
        nobody().map(|(id, reason)| (format!("fsm:42:{id}:default"), reason)).to_vec();
    expected.insert(
        0,
        (
            "fsm:42:-1001:5:8:default".to_owned(),
            "its id can be read in more than one way".to_owned(),
        ),
    );
    assert_eq!(told(&imported), expected);
    let key = |chat, user| StorageKey::new(42, chat, user);
    let connected = key(7, 7).business_connection("bc-1_x=");
    check(&storage, connected, Some("Form:age"), json!({})).await?;
    let shop = key(7, 7).thread(3).business_connection("bc").destiny("shop");
    check(&storage, shop, Some("Form:age"), json!({})).await?;
    // The documented way to the topics.
    let again = storage.import_aiogram(pool(db), "every_option").with_bot_id().with_destiny();
    let again = again.await?;
    assert_eq!((again.taken, again.present), (1, 7), "{again}");
    taken(&storage, key).await
}

async fn a_table_in_another_database_is_read(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let dump = dump().await?;
    let imported = storage.import_aiogram(&dump, "aiogram_fsm_data").bot_id(42).await?;
    assert_eq!(counts(&imported), [8, 0, 0, 3], "{imported}");
    taken(&storage, |chat, user| StorageKey::new(42, chat, user)).await
}

async fn a_second_run_takes_only_what_is_missing(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    written(db, "aiogram_fsm_data").await?;
    import(db, &storage).await?;
    let all = "SELECT * FROM fsm_data ORDER BY chat_id, user_id, thread_id";
    let before = db.query_text(all).await?;
    let again = import(db, &storage).await?;
    assert_eq!(counts(&again), [0, 8, 0, 3], "{again}");
    assert_eq!(db.query_text(all).await?, before);
    let added = row("fsm:18:18", Some("Form:age"), None);
    insert(db, "aiogram_fsm_data", &[added]).await?;
    assert_eq!(counts(&import(db, &storage).await?), [1, 8, 0, 3]);
    check(&storage, StorageKey::new(42, 18, 18), Some("Form:age"), json!({})).await
}

async fn a_conversation_that_is_there_is_not_touched(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    written(db, "aiogram_fsm_data").await?;
    let key = |chat, user| StorageKey::new(42, chat, user);
    storage.set_state(&key(7, 7), Some("newer")).await?;
    storage.set_data(&key(-1001, 8), json!({"newer": true})).await?;
    let version = storage.get(&key(7, 7)).await?.version;
    let imported = import(db, &storage).await?;
    assert_eq!(counts(&imported), [6, 2, 0, 3], "{imported}");
    check(&storage, key(7, 7), Some("newer"), json!({})).await?;
    check(&storage, key(-1001, 8), None, json!({"newer": true})).await?;
    assert_eq!(storage.get(&key(7, 7)).await?.version, version);
    Ok(())
}

async fn an_expired_conversation_does_not_count_as_there(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    written(db, "aiogram_fsm_data").await?;
    let key = StorageKey::new(42, 7, 7);
    storage.with_ttl(Duration::from_millis(1)).set_state(&key, Some("older")).await?;
    storage
        .with_ttl(Duration::from_millis(1))
        .set_data(&StorageKey::new(42, -1001, 8), json!({"older": true}))
        .await?;
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(import(db, &storage).await?.taken, 8);
    check(&storage, key, Some("Form:name"), json!({"name": "Ada", "n": 1})).await?;
    check(&storage, StorageKey::new(42, -1001, 8), Some("Form:age"), json!({})).await
}

async fn every_row_counts_once_whatever_the_page_size(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    // Cases, accents and lengths that collations order each in their way.
    let mut all: Vec<Found> = (0..60)
        .map(|user| row(&format!("fsm:{}:{user}", user % 7 - 3), Some("s"), None))
        .chain(
            ["a", "A", "é", "Z", "_", "-", "~", "fsm:", "fsm:1", "ß", "字"]
                .map(|id| row(id, None, None)),
        )
        .chain((0..10).map(|user| row(&format!("fsm:100:{user}"), None, Some(""))))
        .collect();
    if db.dialect() == Dialect::Mysql {
        // Its collation takes these for one.
        all.retain(|(id, ..)| id.as_deref() != Some("A"));
    }
    handmade(db, &all).await?;
    let rows = u32::try_from(all.len())?;
    for size in [1, 2, 7, 70, rows - 1, rows, 1000] {
        let table = format!("target_{size}");
        let mut metadata = fsm_core::Metadata::new();
        let storage = FsmStorage::builder(pool(db)).table_name(table).attach(&mut metadata)?;
        metadata.create_all(&pool(db)).await?;
        let imported =
            storage.import_aiogram(pool(db), "aiogram_fsm_data").bot_id(1).page_size(size).await?;
        assert_eq!(counts(&imported), [60, 0, 10, u64::from(rows) - 70], "{size}");
        assert_eq!(storage.list().limit(1000).await?.conversations.len(), 60, "{size}");
    }
    Ok(())
}

async fn rows_that_cannot_be_read_are_told_with_their_reasons(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let depth = 200;
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    let level = if db.dialect() == Dialect::Mysql { 31 } else { 127 };
    let too_deep = format!("{{\"a\":{}{}}}", "[".repeat(level), "]".repeat(level));
    let (long, longer) = ("s".repeat(255), "é".repeat(200));
    let shape = "its id is not of the form `fsm:<chat>[:<thread>]:<user>`";
    let no_object = |found| format!("the data is {found}, not an object");
    let bad = [
        (row("", Some("s"), None), "its id does not begin with `fsm:`".to_owned()),
        (row("other:1:2", Some("s"), None), "its id does not begin with `fsm:`".to_owned()),
        (row("fsm:1", Some("s"), None), shape.to_owned()),
        (row("fsm:1:2:3:4", Some("s"), None), shape.to_owned()),
        (row("fsm:1:x'; DROP TABLE fsm_data; --", Some("s"), None), shape.to_owned()),
        (row("fsm:99999999999999999999:2", Some("s"), None), shape.to_owned()),
        (row("fsm:2:1", None, Some("{")), no_object("no JSON")),
        (row("fsm:2:2", Some("s"), Some("secret")), no_object("no JSON")),
        (row("fsm:2:3", None, Some("[1]")), no_object("an array")),
        (row("fsm:2:4", None, Some("\"secret\"")), no_object("a string")),
        (row("fsm:2:5", None, Some("null")), no_object("null")),
        (row("fsm:2:6", None, Some("{\"a\": Infinity}")), no_object("no JSON")),
        (row("fsm:2:7", None, Some("{\"a\": 1} {")), no_object("no JSON")),
        (
            row("fsm:2:8", None, Some(&deep)),
            format!("the data is nested deeper than {level} levels"),
        ),
        (
            row("fsm:2:9", None, Some(&too_deep)),
            format!("the data is nested deeper than {level} levels"),
        ),
        (row("fsm:3:1", None, Some("{\"a\": 1e400}")), no_object("JSON that cannot be read")),
        (row("fsm:3:2", Some(&longer), None), "the state has 400 bytes, 255 are kept".to_owned()),
    ];
    let mut all: Vec<Found> = bad.iter().map(|(row, _)| row.clone()).collect();
    all.push(row("fsm:4:1", Some(&long), Some(" {\"a\" : 1 } ")));
    all.push(row("fsm:4:2", Some(""), None));
    all.push(row("fsm:4:3", None, Some("{}")));
    all.push(row("fsm:4:4", None, None));
    handmade(db, &all).await?;
    let imported = import(db, &storage).await?;
    let mut expected: Vec<_> = bad.map(|((id, ..), reason)| (id.unwrap(), reason)).to_vec();
    expected.sort();
    assert_eq!(told(&imported), expected);
    assert_eq!(counts(&imported), [2, 0, 2, 17], "{imported}");
    assert!(!format!("{imported:?}{imported}").contains("secret"), "{imported:?}");
    check(&storage, StorageKey::new(42, 4, 1), Some(&long), json!({"a": 1})).await?;
    check(&storage, StorageKey::new(42, 4, 2), Some(""), json!({})).await
}

async fn bytes_that_are_no_text_are_told(db: &TestDatabase) -> TestResult {
    // PostgreSQL lets nothing else than text into a column of text.
    let (bytes, id) = match db.dialect() {
        Dialect::Postgres => return Ok(()),
        Dialect::Mysql => ("BLOB", "VARCHAR(255)"),
        _ => ("VARCHAR", "VARCHAR"),
    };
    let storage = storage(db).await?;
    db.execute(&format!("CREATE TABLE aiogram_fsm_data (id {id}, state {bytes}, data {bytes})"))
        .await?;
    db.execute(
        "INSERT INTO aiogram_fsm_data VALUES \
         ('fsm:1:1', x'ff', NULL), ('fsm:1:2', NULL, x'7b22c3227d'), ('fsm:1:3', x'61', x'7b7d')",
    )
    .await?;
    let imported = import(db, &storage).await?;
    check(&storage, StorageKey::new(42, 1, 3), Some("a"), json!({})).await?;
    if db.dialect() == Dialect::Sqlite {
        let expected = [("fsm:1:1", "its state is no text"), ("fsm:1:2", "its data is no text")]
            .map(|(id, reason)| (id.to_owned(), reason.to_owned()));
        assert_eq!(told(&imported), expected);
        // Ids can be anything there.
        db.execute("INSERT INTO aiogram_fsm_data VALUES (x'ff', 's', NULL), (7, 's', NULL)")
            .await?;
        let imported = import(db, &storage).await?;
        assert_eq!(counts(&imported), [0, 1, 0, 4], "{imported:?}");
    } else {
        // MariaDB makes text of it, with question marks, which is no JSON.
        assert_eq!(imported.rows(), 3, "{imported:?}");
    }
    Ok(())
}

async fn rows_without_an_id_are_told(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let text = if db.dialect() == Dialect::Mysql { "VARCHAR(255)" } else { "VARCHAR" };
    db.execute(&format!("CREATE TABLE aiogram_fsm_data (id {text}, state {text}, data {text})"))
        .await?;
    let nameless = (None, Some("s".to_owned()), None);
    insert(db, "aiogram_fsm_data", &[nameless.clone(), row("fsm:1:2", Some("s"), None), nameless])
        .await?;
    let imported = import(db, &storage).await?;
    assert_eq!(counts(&imported), [1, 0, 0, 2], "{imported:?}");
    let reason = ("NULL".to_owned(), "its id is NULL".to_owned());
    assert_eq!(told(&imported), [reason.clone(), reason]);
    Ok(())
}

async fn long_rows_are_taken_and_too_long_ones_told(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    let storage = FsmStorage::builder(pool(db)).max_data_bytes(2 << 20).build()?;
    let data = |bytes: usize| json!({"a": "x".repeat(bytes - 8)}).to_string();
    let sizes = [65_535, 65_536, 65_537, 1 << 20, 2 << 20, (2 << 20) + 1, 3 << 20];
    create(db, "aiogram_fsm_data").await?;
    for (user, size) in sizes.into_iter().enumerate() {
        let row = row(&format!("fsm:1:{user}"), Some("s"), Some(&data(size)));
        insert(db, "aiogram_fsm_data", &[row]).await?;
    }
    let imported = import(db, &storage).await?;
    assert_eq!(counts(&imported), [5, 0, 0, 2], "{imported}");
    let reason = |bytes| format!("the data has {bytes} bytes, 2097152 are kept");
    let expected =
        [("fsm:1:5".to_owned(), reason((2 << 20) + 1)), ("fsm:1:6".to_owned(), reason(3 << 20))];
    assert_eq!(told(&imported), expected);
    for (user, size) in (0..5).zip(sizes) {
        let found: Data = storage.get_data(&StorageKey::new(42, 1, user)).await?;
        assert_eq!(Value::from(found).to_string().len(), size);
    }
    Ok(())
}

async fn unreadable_rows_beyond_the_list_are_counted_and_told(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let all: Vec<Found> =
        (0..LISTED + 200).map(|at| row(&format!("bad:{at}"), Some("s"), None)).collect();
    handmade(db, &all).await?;
    let mut ids = std::collections::BTreeSet::new();
    let imported = storage
        .import_aiogram(pool(db), "aiogram_fsm_data")
        .bot_id(1)
        .on_unreadable(|row| {
            ids.insert(row.id.clone());
        })
        .await?;
    assert_eq!(imported.unreadable, LISTED as u64 + 200);
    assert_eq!(imported.first_unreadable.len(), LISTED);
    assert_eq!(ids.len(), LISTED + 200);
    Ok(())
}

async fn a_pool_of_one_connection_is_enough(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    written(db, "aiogram_fsm_data").await?;
    let long = json!({"a": "x".repeat(100_000)}).to_string();
    insert(db, "aiogram_fsm_data", &[row("fsm:18:18", None, Some(&long))]).await?;
    let one: DatabasePool = match db.pool().in_session("SELECT 1").await? {
        TestPool::Sqlite(pool) => pool.into(),
        TestPool::Postgres(pool) => pool.into(),
        TestPool::Mysql(pool) => pool.into(),
    };
    let storage = FsmStorage::builder(&one).build()?;
    let import = storage.import_aiogram(&one, "aiogram_fsm_data").bot_id(42).page_size(3);
    let imported = tokio::time::timeout(Duration::from_secs(20), import.into_future()).await??;
    assert_eq!(counts(&imported), [9, 0, 0, 3], "{imported}");
    Ok(())
}

async fn a_table_that_is_not_there_is_an_error(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let error = import(db, &storage).await.unwrap_err().to_string();
    assert_eq!(error, "`import_aiogram` failed: the database did not do it");
    // Neither is ours to be passed over in silence.
    written(db, "aiogram_fsm_data").await?;
    db.execute("DROP TABLE fsm_data").await?;
    let error = import(db, &storage).await.unwrap_err().to_string();
    assert!(error.starts_with("`import_aiogram` failed for bot 42, chat "), "{error}");
    Ok(())
}

async fn without_a_bot_nothing_is_taken(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    handmade(db, &[row("fsm:1:2", Some("s"), None)]).await?;
    let imported = storage.import_aiogram(pool(db), "aiogram_fsm_data").await?;
    let reason = "its id names no bot, and none was given".to_owned();
    assert_eq!(told(&imported), [("fsm:1:2".to_owned(), reason)]);
    Ok(())
}

/// With `FSM_TEST_PYTHON`, an interpreter that has the packages of `write.py`.
async fn the_python_package_writes_what_the_dump_holds(db: &TestDatabase) -> TestResult {
    let Some(python) = env::var_os("FSM_TEST_PYTHON") else {
        eprintln!("SKIPPED: FSM_TEST_PYTHON names no Python with aiogram-sqlalchemy-storage");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("python.db");
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/contract/storage/aiogram/write.py");
    let output = Command::new(python).arg(program).arg(&file).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let python = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file)).await?;
    let dump = dump().await?;
    for table in ["aiogram_fsm_data", "every_option"] {
        assert_eq!(rows(&python, table).await?, rows(&dump, table).await?, "{table}");
    }
    let storage = storage(db).await?;
    let imported = storage.import_aiogram(&python, "aiogram_fsm_data").bot_id(42).await?;
    assert_eq!(counts(&imported), [8, 0, 0, 3], "{imported}");
    taken(&storage, |chat, user| StorageKey::new(42, chat, user)).await?;
    python.close().await;
    Ok(())
}
