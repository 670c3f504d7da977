//! Suites: named async functions that each get a database of their own, once for every dialect they are listed for.
//!
//! A test for a database that was not reached is ignored with the reason, or fails where that database was promised.

use std::collections::BTreeMap;
use std::error::Error;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use fsm_core::Dialect;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use tokio::runtime::{Builder, Runtime};

use crate::TestDatabase;
use crate::server::{Server, Unreached};

/// A test that hangs fails after this time.
const PATIENCE: Duration = Duration::from_mins(3);

/// What a test answers: any error fails it, and so does a panic.
pub type TestResult = Result<(), Box<dyn Error + Send + Sync>>;

type Body = dyn Fn(&Runtime, &TestDatabase, Duration) -> TestResult + Send + Sync;

/// A test that has not been given a dialect yet.
#[derive(Clone)]
pub struct Case {
    name: String,
    patience: Duration,
    body: Arc<Body>,
}

impl Case {
    /// A test under `path`, as `module_path!()` and the function's name make it; [`cases!`](crate::cases) calls this.
    pub fn new<F>(path: &str, body: F) -> Self
    where
        F: AsyncFn(&TestDatabase) -> TestResult + Send + Sync + 'static,
    {
        // The program's own name says nothing in a list of its tests.
        let name = path.split_once("::").map_or(path, |(_, name)| name);
        let run = move |runtime: &Runtime, database: &TestDatabase, patience: Duration| {
            runtime.block_on(async {
                match tokio::time::timeout(patience, body(database)).await {
                    Ok(result) => result,
                    Err(_) => Err(format!("not done after {} s", patience.as_secs()).into()),
                }
            })
        };
        Self { name: name.to_owned(), patience: PATIENCE, body: Arc::new(run) }
    }

    /// The same test with another time after which it counts as hanging.
    #[must_use]
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

/// Lists async functions as [`Case`]s, named by their module and their name.
#[macro_export]
macro_rules! cases {
    ($($function:ident),* $(,)?) => {
        ::std::vec![$($crate::Case::new(
            ::std::concat!(::std::module_path!(), "::", ::std::stringify!($function)),
            $function,
        )),*]
    };
}

/// The tests of one test program.
#[derive(Default)]
pub struct Suite {
    cases: Vec<(Dialect, Case)>,
    threads: Option<usize>,
}

impl Suite {
    /// No tests yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lists `cases` for every dialect.
    #[must_use]
    pub fn on_all(self, cases: Vec<Case>) -> Self {
        self.on(Dialect::ALL, cases)
    }

    /// Lists `cases` for some dialects.
    #[must_use]
    pub fn on(mut self, dialects: &[Dialect], cases: Vec<Case>) -> Self {
        for case in cases {
            self.cases.extend(dialects.iter().map(|&dialect| (dialect, case.clone())));
        }
        self
    }

    /// Runs so many tests at a time, unless the command line says otherwise: more than there are
    /// processors, where tests wait for databases most of their time.
    #[must_use]
    pub fn at_a_time(mut self, tests: usize) -> Self {
        self.threads = Some(tests);
        self
    }

    /// Runs what the command line asks for, as `cargo test` programs do; `main` returns this.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let mut arguments = Arguments::from_args();
        arguments.test_threads = arguments.test_threads.or(self.threads);
        let mut servers = Servers::default();
        let trials =
            self.cases.into_iter().map(|case| trial(case, &arguments, &mut servers)).collect();
        libtest_mimic::run(&arguments, trials).exit_code()
    }
}

/// One search for each dialect that a listed test needs.
#[derive(Default)]
struct Servers(BTreeMap<Dialect, Result<Server, Unreached>>);

impl Servers {
    fn get(&mut self, dialect: Dialect) -> Result<Server, Unreached> {
        self.0.entry(dialect).or_insert_with(|| find(dialect)).clone()
    }
}

fn find(dialect: Dialect) -> Result<Server, Unreached> {
    match runtime() {
        Ok(runtime) => runtime.block_on(Server::find(dialect)),
        Err(error) => Err(Unreached { reason: error.to_string(), promised: true }),
    }
}

fn trial((dialect, case): (Dialect, Case), arguments: &Arguments, servers: &mut Servers) -> Trial {
    let name = format!("{}::{}", dialect.key(), case.name);
    let probe = Trial::test(name.as_str(), || Ok(()));
    if arguments.is_filtered_out(&probe) && !arguments.ignored {
        return probe;
    }
    match servers.get(dialect) {
        Ok(server) => Trial::test(name, move || run(&server, &case)),
        Err(unreached) if unreached.promised => {
            Trial::test(name, move || Err(Failed::from(unreached)))
        }
        // Only a test that starts can tell a reason. Tools that make a list first, such as
        // cargo-nextest, see it as ignored by its flag.
        Err(unreached) => Trial::ignorable_test(name, || Ok(Completion::ignored_with(unreached)))
            .with_ignored_flag(arguments.list || arguments.ignored),
    }
}

fn run(server: &Server, case: &Case) -> Result<(), Failed> {
    let runtime = runtime().map_err(Failed::from)?;
    let database = runtime.block_on(TestDatabase::create(server)).map_err(|error| {
        Failed::from(format!("cannot create a database for this test: {}", chain(&*error)))
    })?;
    let result =
        panic::catch_unwind(AssertUnwindSafe(|| (case.body)(&runtime, &database, case.patience)));
    let removal = runtime.block_on(database.remove());
    match result {
        Err(payload) => panic::resume_unwind(payload),
        Ok(Err(error)) => Err(Failed::from(chain(&*error))),
        Ok(Ok(())) => removal.map_err(|error| {
            Failed::from(format!("cannot remove this test's database: {}", chain(&*error)))
        }),
    }
}

/// A test's own runtime: two threads, so that what runs side by side in a program does so in a test.
fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}
