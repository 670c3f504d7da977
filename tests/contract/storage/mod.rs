//! Conversation state: what each operation does, on every database and on a reference in memory.

mod aiogram;
mod basics;
mod busy;
mod exact;
mod expiry;
mod in_session;
mod keys;
mod listing;
mod lock;
mod lock_lost;
mod lock_waiting;
mod model;
mod observed;
mod owning;
mod race;
mod reference;
mod refused;
mod subject;
#[cfg(feature = "telers")]
mod telers;
#[cfg(feature = "teloxide")]
mod teloxide;
mod transaction;
mod typed;

use fsm_core::Dialect;
use fsm_tests::Suite;

pub fn list(suite: Suite) -> Suite {
    let suite = suite
        .on_all(basics::cases())
        .on_all(keys::cases())
        .on_all(exact::cases())
        .on_all(refused::cases())
        .on_all(transaction::cases())
        .on_all(expiry::cases())
        .on_all(race::cases())
        .on_all(typed::cases())
        .on_all(listing::cases())
        .on_all(owning::cases())
        .on_all(observed::cases())
        .on_all(model::cases())
        .on(&[Dialect::Mysql], in_session::cases())
        .on(&[Dialect::Mysql], model::in_session())
        .on(&[Dialect::Sqlite], busy::cases())
        .on_all(lock::cases())
        .on_all(lock_lost::cases())
        .on_all(lock_waiting::cases())
        .on_all(aiogram::cases())
        .on(&[Dialect::Sqlite], aiogram::sqlite_cases());
    #[cfg(feature = "telers")]
    let suite = suite.on_all(telers::cases());
    #[cfg(feature = "teloxide")]
    let suite = suite.on_all(teloxide::cases());
    suite
}
