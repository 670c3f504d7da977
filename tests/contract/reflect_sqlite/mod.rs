//! Reading SQLite databases whole: what is written in every style that people write, read as values.

mod law;
mod styles;

use fsm_core::Dialect::Sqlite;
use fsm_tests::Suite;

pub fn list(suite: Suite) -> Suite {
    suite.on(&[Sqlite], law::cases()).on(&[Sqlite], styles::cases())
}
