//! The tables when the program starts: created, or as the storage's revisions make them.

use fsm_core::{DatabasePool, Metadata, TableName};
use fsm_migrate::graph::Applied;
use fsm_migrate::{Migrator, Settings};
use fsm_storage::migrations;
use std::{env, error::Error};

/// Unless `MIGRATIONS` is set, what is missing is created. `MIGRATIONS=upgrade` applies revisions,
/// under a lock, so that any number of processes may start at once; `MIGRATIONS=refuse` ends the
/// program if one is not applied, and `MIGRATIONS=warn` says so and goes on.
pub async fn at_start(
    metadata: &Metadata,
    table: &TableName,
    pool: &DatabasePool,
) -> Result<(), Box<dyn Error>> {
    let mode = match env::var("MIGRATIONS") {
        Err(env::VarError::NotPresent) => {
            metadata.create_all(pool).await?;
            return Ok(());
        }
        mode => mode?,
    };
    // The revisions make the table under the name that it has here.
    let settings = Settings::new().with(migrations::TABLE, &*table.name);
    let migrator = Migrator::new(metadata.clone()).only(migrations::SET).settings(settings);
    match mode.as_str() {
        "upgrade" => {
            println!("{}", migrator.run(pool).await?);
            Ok(())
        }
        "refuse" => match pending(&migrator, pool).await? {
            None => Ok(()),
            Some(pending) => Err(format!("{pending}; start with MIGRATIONS=upgrade").into()),
        },
        "warn" => {
            if let Some(pending) = pending(&migrator, pool).await? {
                eprintln!("{pending}");
            }
            Ok(())
        }
        other => Err(format!("MIGRATIONS is `upgrade`, `refuse` or `warn`, not `{other}`").into()),
    }
}

/// The revisions that the database lacks, in a sentence. It costs one statement.
async fn pending(
    migrator: &Migrator,
    pool: &DatabasePool,
) -> Result<Option<String>, fsm_migrate::Error> {
    let graph = migrator.revisions()?.graph();
    let applied = Applied::from_rows(graph, migrator.current(pool).await?.rows)?;
    let pending = graph.pending(&applied)?;
    let names: Vec<String> = pending.iter().map(ToString::to_string).collect();
    Ok(match names.as_slice() {
        [] => None,
        [one] => Some(format!("1 revision is not applied: {one}")),
        many => Some(format!("{} revisions are not applied: {}", many.len(), many.join("; "))),
    })
}
