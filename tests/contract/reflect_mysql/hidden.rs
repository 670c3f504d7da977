//! A user from whom something is hidden gets no part of the truth as the whole.

use super::{Error, is_mariadb};
use fsm_core::{ErrorKind, Metadata, Reflected};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use sqlx::{Connection as _, MySqlConnection};

pub fn cases() -> Vec<Case> {
    cases![what_is_hidden_is_an_error]
}

async fn what_is_hidden_is_an_error(db: &TestDatabase) -> TestResult {
    let own = db.query_text("SELECT DATABASE()").await?[0][0].clone().unwrap_or_default();
    db.execute(
        "CREATE TABLE a (id INT PRIMARY KEY, x INT CHECK (x > 1), j JSON); \
         CREATE TABLE b (p INT, CONSTRAINT f FOREIGN KEY (p) REFERENCES a (id))",
    )
    .await?;
    let mariadb = is_mariadb(db).await?;
    // What is granted, how many tables are read, and what the error is about otherwise.
    for (grant, expected) in [
        (format!("GRANT ALL ON `{own}`.* TO"), Ok(2)),
        (format!("GRANT SELECT, REFERENCES ON `{}`.* TO", own.replace('_', "\\_")), Ok(2)),
        (
            "GRANT SELECT ON `%`.* TO".to_owned(),
            if mariadb { Err("foreign key `f`") } else { Ok(2) },
        ),
        (format!("GRANT ALL ON `{own}`.a TO"), if mariadb { Err("`a`") } else { Ok(1) }),
        (format!("GRANT SELECT (id) ON `{own}`.a TO"), Err("`a`")),
    ] {
        let user = own.chars().rev().take(30).collect::<String>();
        db.execute(&format!("CREATE USER '{user}'@'%' IDENTIFIED BY ''; {grant} '{user}'@'%'"))
            .await?;
        let found = as_user(db, &user).await;
        db.execute(&format!("DROP USER '{user}'@'%'")).await?;
        match (found?, expected) {
            (Ok(found), Ok(tables)) => {
                assert_eq!(found.metadata.len(), tables, "{grant}");
                let a = found.metadata.table("a")?.definition();
                assert_eq!((a.columns.len(), a.checks.len()), (3, 1), "{grant}");
            }
            (Err(error), Err(about)) => {
                assert!(matches!(error.kind(), ErrorKind::Catalog { .. }), "{grant}: {error:?}");
                assert!(error.to_string().contains(about), "{grant}: {error}");
            }
            (found, expected) => panic!("{grant}: {expected:?} and not {found:?}"),
        }
    }
    Ok(())
}

/// What the user reads.
async fn as_user(
    db: &TestDatabase,
    user: &str,
) -> Result<Result<Reflected, fsm_core::Error>, Error> {
    let mut url = url::Url::parse(db.url())?;
    url.set_username(user).map_err(|()| "no user")?;
    url.set_password(None).map_err(|()| "no password")?;
    let mut connection = MySqlConnection::connect(url.as_str()).await?;
    let found = Metadata::reflect(&mut connection).await;
    connection.close().await?;
    Ok(found)
}
