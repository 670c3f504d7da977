//! Derives an application's tables, creates what is missing, and reads rows through the same
//! structs.
//!
//! `cargo run -p quickstart -- --help` tells what else it can do.

mod models;
mod options;
mod rows;

use fsm_core::{Created, DatabasePool, Dialect, Error, Metadata};
use fsm_storage as _; // linked: its table is in the metadata as well
use options::Command;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let command = match Command::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(problem) => {
            eprintln!("{problem}\n\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", explain(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Box<dyn std::error::Error>> {
    let metadata = fsm_core::metadata();
    match command {
        Command::Help => println!("{}", options::USAGE),
        Command::Sql(dialect) => print_sql(&metadata, dialect)?,
        Command::Tables(names) => {
            let pool = connect().await?;
            print_created(&metadata.create_all(&pool).tables(names).await?);
        }
        Command::Run => {
            let pool = connect().await?;
            print_created(&metadata.create_all(&pool).await?);
            rows::write_and_read(&pool).await?;
        }
    }
    Ok(())
}

async fn connect() -> Result<DatabasePool, Error> {
    let url = std::env::var("DATABASE_URL").unwrap_or("sqlite:quickstart.db?mode=rwc".to_owned());
    let pool = DatabasePool::connect(&url).await?;
    println!("{}", pool.dialect());
    Ok(pool)
}

fn print_sql(metadata: &Metadata, dialect: Dialect) -> Result<(), Box<dyn std::error::Error>> {
    let statements = metadata.create_all_sql(dialect)?;
    let mut out = std::io::stdout().lock();
    match statements.iter().try_for_each(|statement| writeln!(out, "{statement};\n")) {
        // Whoever reads has seen enough, as `head` has.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        printed => Ok(printed?),
    }
}

fn print_created(report: &Created) {
    if report.is_noop() {
        let tables: Vec<&str> = report.existed_tables().collect();
        println!("nothing to create, everything was there: {}", tables.join(", "));
        return;
    }
    println!("\n  #  created");
    for (at, object) in report.created.iter().enumerate() {
        println!("{:>3}  {object}", at + 1);
    }
    if !report.existed.is_empty() {
        println!("\n     was there");
    }
    for object in &report.existed {
        println!("     {object}");
    }
}

/// The error, its causes, and what to do.
fn explain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = format!("error: {error}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        // sqlx's errors repeat their cause in their own text.
        if !text.ends_with(&inner.to_string()) {
            text.push_str(&format!("\n  because: {inner}"));
        }
        cause = inner.source();
    }
    if let Some(help) = error.downcast_ref::<Error>().and_then(Error::help) {
        text.push_str(&format!("\n  help: {help}"));
    }
    text
}
