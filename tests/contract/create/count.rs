//! How many statements a call sends, counted where the driver logs them and, on MySQL, by the server.

use super::model::{blog, small};
use fsm_core::{DatabaseOptions, Dialect};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Once};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Instrument, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{Layer, Registry};

pub fn cases() -> Vec<Case> {
    cases![
        a_noop_sends_one_statement_whatever_the_number_of_tables,
        comparing_sends_as_many_whatever_the_number_of_tables
    ]
}

/// For MySQL and MariaDB.
pub fn mysql() -> Vec<Case> {
    cases![the_server_sees_one_statement_too, a_limit_of_the_sessions_hides_no_table]
}

async fn a_limit_of_the_sessions_hides_no_table(db: &TestDatabase) -> TestResult {
    let mut connection = db.mysql().acquire().await?;
    blog().create_all(&mut *connection).await?;
    sqlx::query("SET SESSION sql_select_limit = 1").execute(&mut *connection).await?;
    let answer = blog().create_all(&mut *connection).compare_existing(true).await?;
    assert!(answer.is_noop() && answer.lacking.is_empty(), "{answer:?}");
    Ok(())
}

async fn a_noop_sends_one_statement_whatever_the_number_of_tables(db: &TestDatabase) -> TestResult {
    // A second connection would be set up, and that with statements of the driver's.
    let pool = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    for count in [1, 10, 1000] {
        let metadata = small(count);
        let first = counted(async { metadata.create_all(&pool).await.map(drop) }).await?;
        assert!(first > 1, "the counter counts");
        let noop = counted(async { metadata.create_all(&pool).await.map(drop) }).await?;
        assert_eq!(noop, 1, "with {count} tables");
    }
    Ok(())
}

async fn comparing_sends_as_many_whatever_the_number_of_tables(db: &TestDatabase) -> TestResult {
    let pool = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    let mut sent = Vec::new();
    for count in [1, 10, 200] {
        let metadata = small(count);
        metadata.create_all(&pool).await?;
        let compared = async { metadata.create_all(&pool).compare_existing(true).await.map(drop) };
        sent.push(counted(compared).await?);
    }
    assert!(sent[0] > 1 && sent.iter().all(|number| *number == sent[0]), "{sent:?}");
    Ok(())
}

async fn the_server_sees_one_statement_too(db: &TestDatabase) -> TestResult {
    assert_eq!(db.dialect(), Dialect::Mysql);
    let metadata = small(10);
    let mut connection = db.mysql().acquire().await?;
    metadata.create_all(&mut *connection).await?;
    let questions = "SHOW SESSION STATUS LIKE 'Questions'";
    let before: (String, String) = sqlx::query_as(questions).fetch_one(&mut *connection).await?;
    let between: (String, String) = sqlx::query_as(questions).fetch_one(&mut *connection).await?;
    metadata.create_all(&mut *connection).await?;
    let after: (String, String) = sqlx::query_as(questions).fetch_one(&mut *connection).await?;
    let number = |row: (String, String)| row.1.parse::<u64>();
    let (before, between, after) = (number(before)?, number(between)?, number(after)?);
    // What asking costs is taken off.
    assert_eq!(after - between - (between - before), 1);
    Ok(())
}

/// How many statements sqlx logs while the future runs; those of other tests do not count.
pub async fn counted<E>(future: impl Future<Output = Result<(), E>>) -> Result<usize, E> {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        tracing::subscriber::set_global_default(Registry::default().with(StatementCounter))
            .expect("no other test sets one");
    });
    let counter = Arc::new(AtomicUsize::new(0));
    let number = {
        let mut counters = COUNTERS.lock().unwrap();
        counters.push(Arc::clone(&counter));
        counters.len() - 1
    };
    let span = tracing::info_span!(target: "fsm_tests::count", "counted", number);
    future.instrument(span).await?;
    Ok(counter.load(Ordering::SeqCst))
}

static COUNTERS: std::sync::Mutex<Vec<Arc<AtomicUsize>>> = std::sync::Mutex::new(Vec::new());

/// Adds each statement that sqlx logs to the counter of the span it is in. SQLite's worker thread
/// enters the span of the call it serves.
struct StatementCounter;

impl<S> Layer<S> for StatementCounter
where
    S: Subscriber + for<'l> LookupSpan<'l>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if attributes.metadata().target() == "fsm_tests::count" {
            let mut number = Number(None);
            attributes.record(&mut number);
            let (Some(span), Some(number)) = (context.span(id), number.0) else { return };
            let counter = Arc::clone(&COUNTERS.lock().unwrap()[number]);
            span.extensions_mut().insert(counter);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(counter) = span.extensions().get::<Arc<AtomicUsize>>() {
                counter.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
}

struct Number(Option<usize>);

impl Visit for Number {
    fn record_u64(&mut self, _: &Field, value: u64) {
        self.0 = usize::try_from(value).ok();
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
