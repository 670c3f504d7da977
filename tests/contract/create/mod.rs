//! Creating and dropping on real databases: what stands afterwards, what the answer says, and what happens when
//! something is in the way.

mod advice;
pub mod count;
mod events;
mod existing;
mod failure;
mod lock;
pub mod model;
mod removal;
mod schema;
mod source;
mod transaction;
mod whole;

use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_tests::Suite;

pub fn list(suite: Suite) -> Suite {
    suite
        .on_all(whole::cases())
        .on_all(source::cases())
        .on(&[Sqlite, Postgres], transaction::transactional())
        .on(&[Mysql], transaction::committing())
        .on_all(failure::cases())
        .on(&[Sqlite], failure::sqlite())
        .on(&[Postgres], failure::postgres())
        .on(&[Mysql], failure::committing())
        .on_all(removal::cases())
        .on(&[Sqlite], removal::sqlite())
        .on(&[Postgres], removal::postgres())
        .on_all(existing::cases())
        .on(&[Sqlite], existing::sqlite())
        .on_all(lock::cases())
        .on(&[Postgres, Mysql], lock::servers())
        .on(&[Sqlite], schema::sqlite())
        .on(&[Postgres], schema::postgres())
        .on(&[Mysql], schema::mysql())
        .on_all(advice::cases())
        .on(&[Postgres, Mysql], advice::servers())
        .on(&[Postgres], advice::postgres())
        .on_all(count::cases())
        .on(&[Mysql], count::mysql())
        .on_all(events::cases())
        .on(&[Postgres], events::postgres())
}
