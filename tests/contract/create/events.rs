//! What is told of each statement, although several are sent in one text.

use super::model::{big, blog, id, pool};
use fsm_core::{CheckDef, Dialect, ErrorKind, IndexDef, Metadata, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

pub fn cases() -> Vec<Case> {
    cases![
        each_statement_is_told_with_its_duration,
        a_failure_is_told_of_the_statement_it_belongs_to,
        a_syntax_error_is_told_of_the_statement_it_belongs_to,
        a_comment_at_the_end_of_an_authors_sql_hides_no_statement
    ]
}

/// For PostgreSQL.
pub fn postgres() -> Vec<Case> {
    cases![a_slow_statement_is_told_as_the_slow_one]
}

/// PostgreSQL reads a whole text before it runs any of it.
async fn a_syntax_error_is_told_of_the_statement_it_belongs_to(db: &TestDatabase) -> TestResult {
    for wrong in ["n >", "n > 'ü", "/* no end"] {
        let check = CheckDef::new(wrong).named("ck_b");
        let metadata = Metadata::from_iter([plain("aü"), plain("b").check(check), plain("c")]);
        let error = metadata.create_all(&pool(db)).await.unwrap_err();
        let ErrorKind::Statement { object, .. } = error.kind() else {
            return Err(error.into());
        };
        assert_eq!(object, "b", "{wrong}");
        metadata.drop_all(&pool(db)).await?;
    }
    Ok(())
}

async fn each_statement_is_told_with_its_duration(db: &TestDatabase) -> TestResult {
    let metadata = blog();
    let mut spelled: Vec<String> = metadata.create_all_sql(db.dialect())?;
    let told = told(metadata.create_all(&pool(db))).await;
    told.1?;
    spelled.retain(|sql| !sql.starts_with("CREATE SCHEMA"));
    assert_eq!(told.0.len(), spelled.len(), "{:?}", told.0);
    assert!(told.0.iter().all(|one| one.message == "statement" && one.elapsed_ms >= 0.0));
    Ok(())
}

async fn a_failure_is_told_of_the_statement_it_belongs_to(db: &TestDatabase) -> TestResult {
    let mut metadata: Metadata = (0..30).map(|at| plain(&format!("a{at:02}"))).collect();
    metadata.add(plain("b").check(CheckDef::new("no_such_function(n) > 0").named("ck_b")))?;
    metadata.add(plain("c"))?;
    let (told, result) = told(metadata.create_all(&pool(db))).await;
    let error = result.unwrap_err();
    let ErrorKind::Statement { object, sql, standing, .. } = error.kind() else {
        return Err(error.into());
    };
    assert_eq!(object, "b");
    assert!(sql.contains("no_such_function") && !sql.contains("a29"), "{sql}");
    let last = told.last().expect("something was told");
    assert_eq!((&*last.message, &*last.object), ("statement failed", "b"));
    // What comes before it in the text is told, and stands where each statement commits.
    assert_eq!(told.len(), 31);
    assert_eq!(standing.len(), if db.dialect() == Dialect::Mysql { 30 } else { 0 });
    Ok(())
}

async fn a_comment_at_the_end_of_an_authors_sql_hides_no_statement(
    db: &TestDatabase,
) -> TestResult {
    if db.dialect() == Dialect::Mysql {
        // Nothing of an author's ends a statement there: an index has no condition.
        return Ok(());
    }
    let with = |condition: &'static str| {
        let index = IndexDef::new(["n"]).predicate(condition);
        Metadata::from_iter([plain("a").index(index), plain("b")])
    };
    let answer = with("n > 0 -- as we agreed").create_all(&pool(db)).await?;
    assert_eq!(answer.created_tables().collect::<Vec<_>>(), ["a", "b"]);
    with("n > 0").drop_all(&pool(db)).await?;

    let result = with("n > 0 /* as we agreed").create_all(&pool(db)).await;
    if db.dialect() == Dialect::Sqlite {
        // Such a comment ends with the statement there.
        assert_eq!(result?.created_tables().collect::<Vec<_>>(), ["a", "b"]);
        return Ok(());
    }
    let error = result.unwrap_err();
    let ErrorKind::Statement { action, .. } = error.kind() else { return Err(error.into()) };
    assert_eq!(*action, "create index");
    assert!(super::model::tables(db).await?.is_empty());
    Ok(())
}

async fn a_slow_statement_is_told_as_the_slow_one(db: &TestDatabase) -> TestResult {
    db.execute(
        "CREATE FUNCTION slow() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() AS c \
         WHERE c.object_identity = 'public.b') THEN PERFORM pg_sleep(0.3); END IF; END $$",
    )
    .await?;
    db.execute("CREATE EVENT TRIGGER slow ON ddl_command_end EXECUTE FUNCTION slow()").await?;
    let metadata = Metadata::from_iter([plain("a"), plain("b"), plain("c")]);
    let (told, result) = told(metadata.create_all(&pool(db))).await;
    result?;
    let slowest = told.iter().max_by(|a, b| a.elapsed_ms.total_cmp(&b.elapsed_ms));
    assert_eq!(slowest.map(|one| &*one.object), Some("b"), "{told:?}");
    Ok(())
}

fn plain(name: &str) -> TableDef {
    TableDef::new(name.to_owned()).column(id()).column(big("n")).primary_key(["id"])
}

/// What was told of one statement.
#[derive(Clone, Debug, Default)]
struct Told {
    message: String,
    object: String,
    elapsed_ms: f64,
}

/// What is told of statements while the future runs, and what it answers.
async fn told<F: IntoFuture>(work: F) -> (Vec<Told>, F::Output) {
    let keeper = Keeper::default();
    let kept = Arc::clone(&keeper.0);
    let answer = work.into_future().with_subscriber(Registry::default().with(keeper)).await;
    let told = std::mem::take(&mut *kept.lock().unwrap());
    (told, answer)
}

#[derive(Default)]
struct Keeper(Arc<Mutex<Vec<Told>>>);

impl<S: Subscriber> Layer<S> for Keeper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut told = Told::default();
        event.record(&mut told);
        let of_ours = event.metadata().target() == "fsm_core::exec";
        if of_ours && told.message.starts_with("statement") {
            self.0.lock().unwrap().push(told);
        }
    }
}

impl Visit for Told {
    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "elapsed_ms" {
            self.elapsed_ms = value;
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "object" {
            value.clone_into(&mut self.object);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.message = format!("{value:?}");
        }
    }
}
