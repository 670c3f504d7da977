//! Column types: each Rust type that sqlx binds and fetches reads back from a column of its type
//! as it was written, or is refused with what to use instead.

mod derived;
mod limits;
mod matrix;
mod random;
mod round_trip;
mod sample;
mod samples;

use std::collections::BTreeSet;

use fsm_core::{ColumnDef, Dialect, ErrorKind, Metadata, Problem, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use round_trip::round_trip;
use sample::Sample;

/// Tests that each dialect has to pass.
pub fn cases() -> Vec<Case> {
    let mut cases = cases![
        reads_back_what_was_written,
        refuses_with_what_to_use_instead,
        reads_back_random_values
    ];
    cases.extend(derived::cases());
    cases.extend(limits::cases());
    cases
}

/// Tests of the samples themselves, and what only SQLite has.
pub fn sqlite_cases() -> Vec<Case> {
    cases![
        reads_back_from_strict_tables,
        has_a_sample_for_every_kind_of_type,
        is_described_in_the_documentation
    ]
}

/// The extensions whose types are among the samples.
const EXTENSIONS: [&str; 4] = ["citext", "cube", "hstore", "ltree"];

async fn reads_back_what_was_written(db: &TestDatabase) -> TestResult {
    if db.dialect() == Dialect::Postgres {
        for extension in EXTENSIONS {
            db.execute(&format!("CREATE EXTENSION {extension}")).await?;
        }
    }
    run(db, &all_samples(), false).await
}

async fn reads_back_random_values(db: &TestDatabase) -> TestResult {
    run(db, &random::samples(), false).await
}

async fn reads_back_from_strict_tables(db: &TestDatabase) -> TestResult {
    let mut samples = all_samples();
    // A type in the author's own words has to be one that strict tables know.
    samples.retain(|sample| !matches!(sample.sql_type, SqlType::Custom(_)));
    run(db, &samples, true).await
}

async fn run(db: &TestDatabase, samples: &[Sample], strict: bool) -> TestResult {
    macro_rules! on {
        ($dialect:ident) => {{
            let there = samples.iter().filter_map(|sample| {
                Some((sample.rust.as_str(), &sample.sql_type, sample.$dialect.as_ref()?))
            });
            round_trip(db.$dialect(), db.dialect(), strict, there).await
        }};
    }
    match db.dialect() {
        Dialect::Sqlite => on!(sqlite),
        Dialect::Postgres => on!(postgres),
        _ => on!(mysql),
    }
}

async fn refuses_with_what_to_use_instead(db: &TestDatabase) -> TestResult {
    let dialect = db.dialect();
    let mut wrong = Vec::new();
    for sample in all_samples() {
        let (there, rust) = (sample.is_on(dialect), sample.rust);
        let refusal = dialect.spell_type(&sample.sql_type).err();
        let problems = problems(dialect, sample.sql_type);
        let fine = match (&refusal, &problems[..]) {
            (None, []) => there,
            (Some(refusal), [problem]) => {
                let help = refusal.help.as_deref();
                !there
                    && (&refusal.message, &refusal.help) == (&problem.message, &problem.help)
                    && help.is_some_and(|help| !help.is_empty() && !help.ends_with('.'))
                    && !refusal.message.ends_with('.')
            }
            _ => false,
        };
        if !fine {
            wrong.push(format!("{rust}, there: {there}, {refusal:?}, {problems:?}"));
        }
    }
    assert!(wrong.is_empty(), "on {dialect}:\n{}", wrong.join("\n"));
    Ok(())
}

/// What `verify` says of a column of this type.
fn problems(dialect: Dialect, sql_type: SqlType) -> Vec<Problem> {
    let column = ColumnDef::new("value", sql_type);
    let mut metadata = Metadata::new();
    metadata.add(TableDef::new("sample").column(column)).expect("the only table");
    match metadata.verify(dialect) {
        Ok(()) => Vec::new(),
        Err(error) => match error.kind() {
            ErrorKind::Unsupported { problems, .. } => problems.clone(),
            _ => panic!("{error}"),
        },
    }
}

async fn has_a_sample_for_every_kind_of_type(_: &TestDatabase) -> TestResult {
    let sampled: BTreeSet<&str> =
        all_samples().iter().map(|sample| sample.sql_type.name()).collect();
    let every: BTreeSet<&str> = SqlType::every().map(|kind| kind.name()).collect();
    assert_eq!(sampled, every);
    Ok(())
}

async fn is_described_in_the_documentation(_: &TestDatabase) -> TestResult {
    matrix::compare(&samples::families())
}

fn all_samples() -> Vec<Sample> {
    samples::families().into_iter().flat_map(|family| family.samples).collect()
}
