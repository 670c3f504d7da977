//! What holds on every dialect, and what holds on some: one module a theme, listed here.

mod create;
mod ddl;
mod hostile;
mod isolation;
mod models;
mod types;

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
        .on(&[Dialect::Sqlite], types::sqlite_cases());
    create::list(suite).run()
}
