//! Comparing a database with models: what was created from them is equal, and what was changed by
//! hand is named.

mod created;
mod live;

use fsm_core::Dialect::{Mysql, Postgres};
use fsm_tests::Suite;

pub fn list(suite: Suite) -> Suite {
    suite
        .on_all(created::cases())
        .on_all(live::cases())
        .on(&[Postgres], live::postgres())
        .on(&[Mysql], live::mysql())
}
