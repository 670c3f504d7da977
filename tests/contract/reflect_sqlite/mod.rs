//! Reading SQLite databases whole: what is written in every style that people write, read as values.

mod altered;
mod broken;
mod extent;
mod fresh;
mod law;
mod other;
mod pace;
mod random;
mod styles;

use fsm_core::Dialect::Sqlite;
use fsm_tests::Suite;

pub fn list(suite: Suite) -> Suite {
    let cases = [
        law::cases(),
        styles::cases(),
        altered::cases(),
        other::cases(),
        extent::cases(),
        broken::cases(),
        pace::cases(),
        random::cases(),
    ];
    cases.into_iter().fold(suite, |suite, cases| suite.on(&[Sqlite], cases))
}
