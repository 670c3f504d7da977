//! Changes made in tables that stand: what the catalog says afterwards, what becomes of the rows, and what a failure
//! leaves.

mod catalog;
mod columns;
mod constraints;
mod enums;
mod failure;
mod hostile;
mod indexes;
mod scenario;
mod sqlite;
mod tables;

use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_tests::Suite;

pub fn list(suite: Suite) -> Suite {
    suite
        .on_all(columns::cases())
        .on(&[Postgres], columns::postgres())
        .on(&[Mysql], columns::mysql())
        .on(&[Sqlite, Mysql], columns::virtual_columns())
        .on_all(constraints::cases())
        .on(&[Mysql], constraints::mysql())
        .on(&[Postgres, Mysql], constraints::servers())
        .on_all(indexes::cases())
        .on(&[Sqlite, Postgres], indexes::partial())
        .on(&[Mysql], indexes::mysql())
        .on_all(tables::cases())
        .on(&[Postgres], tables::postgres())
        .on(&[Mysql], tables::mysql())
        .on_all(enums::cases())
        .on(&[Postgres], enums::postgres())
        .on(&[Mysql], enums::mysql())
        .on(&[Sqlite], sqlite::cases())
        .on_all(failure::cases())
        .on(&[Sqlite], failure::sqlite())
        .on_all(hostile::cases())
}
