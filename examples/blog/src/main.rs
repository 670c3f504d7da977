//! The blog's tables are brought up to date, and its posts are counted.

use blog as _; // links models and revisions
use fsm_core::DatabasePool;
use fsm_migrate::Migrator;
use std::{env, error::Error};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("DATABASE_URL").unwrap_or("sqlite:blog.db?mode=rwc".to_owned());
    let pool = DatabasePool::connect(&url).await?;
    // However many processes start at once, each revision is applied once.
    let report = Migrator::new(fsm_core::metadata()).run(&pool).await?;
    println!("{report}");
    pool.close().await;
    Ok(())
}
