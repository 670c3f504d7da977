//! What holds on every dialect, and what holds on some: one module a theme, listed here.

mod collation;
mod compare;
mod create;
mod ddl;
mod hostile;
mod isolation;
mod lower;
mod models;
mod placeholder;
mod reflect_mysql;
mod reflect_postgres;
mod reflect_sqlite;
mod storage;
mod types;
mod verdict;

use std::process::ExitCode;

use fsm_core::Dialect;
use fsm_tests::Suite;

fn main() -> ExitCode {
    let suite = Suite::new()
        .on_all(isolation::cases())
        .on_all(ddl::cases())
        .on_all(hostile::cases())
        .on_all(types::cases())
        .on_all(models::cases())
        .on_all(collation::cases())
        .on_all(placeholder::cases())
        .on(&[Dialect::Mysql], collation::mysql())
        .on(&[Dialect::Sqlite, Dialect::Postgres], collation::of_indexes())
        .on(&[Dialect::Postgres], reflect_postgres::cases())
        .on(&[Dialect::Sqlite], types::sqlite_cases());
    let suite = reflect_sqlite::list(suite);
    let suite = reflect_mysql::list(suite);
    let suite = compare::list(suite);
    storage::list(verdict::list(lower::list(create::list(suite)))).run()
}
