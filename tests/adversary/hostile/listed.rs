//! Every listed text in every place, under the session modes that change what quotes mean.

use std::time::Duration;

use fsm_core::Dialect;
use fsm_tests::hostile::{Place, TEXTS};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::expected::is_refused;
use super::law::Ground;

pub(crate) fn cases() -> Vec<Case> {
    cases![every_listed_text_is_held_exactly_or_refused_by_name]
        .into_iter()
        .map(|case| case.within(Duration::from_mins(10)))
        .collect()
}

pub(crate) fn mysql() -> Vec<Case> {
    cases![the_same_without_backslash_escapes, the_same_with_ansi_quotes,]
}

pub(crate) fn postgres() -> Vec<Case> {
    cases![the_same_without_standard_conforming_strings]
}

async fn every_listed_text_is_held_exactly_or_refused_by_name(db: &TestDatabase) -> TestResult {
    hold(Ground::new(db).await?, |_| true).await
}

/// What quoting and its modes can change.
fn is_quoted_oddly(text: &str) -> bool {
    text.contains(['\\', '"', '\'', '`'])
}

async fn the_same_without_backslash_escapes(db: &TestDatabase) -> TestResult {
    let setting = "SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')";
    hold(Ground { db, session: db.pool().in_session(setting).await? }, is_quoted_oddly).await
}

async fn the_same_with_ansi_quotes(db: &TestDatabase) -> TestResult {
    let setting = "SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES,NO_BACKSLASH_ESCAPES')";
    hold(Ground { db, session: db.pool().in_session(setting).await? }, is_quoted_oddly).await
}

async fn the_same_without_standard_conforming_strings(db: &TestDatabase) -> TestResult {
    let setting = "SET standard_conforming_strings = off; SET escape_string_warning = off";
    hold(Ground { db, session: db.pool().in_session(setting).await? }, is_quoted_oddly).await
}

async fn hold(ground: Ground<'_>, chosen: impl Fn(&str) -> bool) -> TestResult {
    let dialect = ground.db.dialect();
    let mut broken = Vec::new();
    for (what, text) in TEXTS.iter().filter(|(_, text)| chosen(text)) {
        for together in Place::TOGETHER {
            let places: Vec<Place> =
                together.iter().copied().filter(|place| stands_on(*place, dialect)).collect();
            let (refused, held): (Vec<Place>, Vec<Place>) =
                places.iter().partition(|place| is_refused(dialect, **place, text));
            let mut alone = refused;
            if !held.is_empty()
                && let Err(error) = ground.check(&held, text).await
            {
                broken.push(format!("{held:?}, {what} {text:?}: {error}"));
                // Which of them it was.
                alone.extend(held);
            }
            for place in alone {
                if let Err(error) = ground.check(&[place], text).await {
                    broken.push(format!("{place}, {what} {text:?}: {error}"));
                }
            }
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    Err(format!("{} broken:\n{}", broken.len(), broken.join("\n")).into())
}

/// SQLite's collations are functions of the connection and MySQL's are compiled in, so neither has
/// one of the author's choice.
pub(super) fn stands_on(place: Place, dialect: Dialect) -> bool {
    place != Place::Collation || dialect == Dialect::Postgres
}
