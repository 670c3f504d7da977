//! Random texts under the same law; `PROPTEST_CASES` says how many.

use fsm_tests::hostile::{Place, any_text};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::law::Ground;
use super::listed::stands_on;
use crate::process::number;

pub(crate) fn cases() -> Vec<Case> {
    cases![any_text_is_held_exactly_or_refused_by_name]
        .into_iter()
        .map(|case| case.within(std::time::Duration::from_hours(1)))
        .collect()
}

async fn any_text_is_held_exactly_or_refused_by_name(db: &TestDatabase) -> TestResult {
    let ground = Ground::new(db).await?;
    let dialect = db.dialect();
    let places: Vec<Place> =
        Place::ALL.iter().copied().filter(|place| stands_on(*place, dialect)).collect();
    let mut runner = TestRunner::default();
    let strategy = (prop::sample::select(places), any_text());
    for _ in 0..number("PROPTEST_CASES", 40) {
        let mut tree = strategy.new_tree(&mut runner).map_err(|reason| reason.to_string())?;
        let (place, text) = tree.current();
        if ground.check(&[place], &text).await.is_ok() {
            continue;
        }
        // The shortest text that still breaks it.
        let (mut place, mut text) = (place, text);
        while tree.simplify() {
            let (simpler_place, simpler) = tree.current();
            if ground.check(&[simpler_place], &simpler).await.is_err() {
                (place, text) = (simpler_place, simpler);
            } else if !tree.complicate() {
                break;
            }
        }
        ground
            .check(&[place], &text)
            .await
            .map_err(|error| format!("{place} {text:?}: {error}"))?;
    }
    Ok(())
}
