//! The program as people run it, on every database.

use fsm_core::Dialect;
use fsm_tests::{Suite, TestDatabase, TestResult, cases};
use std::process::{Command, ExitCode, Output};

fn main() -> ExitCode {
    Suite::new()
        .on_all(cases![
            the_second_run_creates_nothing_and_says_so,
            selected_tables_are_created_alone,
            the_printed_sql_creates_the_same_tables,
            an_unknown_table_is_answered_with_the_nearest_name,
        ])
        .on(&[Dialect::Sqlite], cases![a_wrong_option_is_a_usage_error])
        .run()
}

fn quickstart(database: &TestDatabase, arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_quickstart"))
        .args(arguments)
        .env("DATABASE_URL", database.url())
        .output()
}

fn text(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).into_owned()
}

async fn the_second_run_creates_nothing_and_says_so(db: &TestDatabase) -> TestResult {
    let first = quickstart(db, &[])?;
    let printed = text(&first);
    assert!(first.status.success(), "{printed}");
    // Parents first, and the storage's tables by being linked.
    let mut rest = printed.as_str();
    for line in [
        "table `fsm_data`",
        "table `fsm_data_lock`",
        "table `users`",
        "table `posts`",
        "table `post_tags`",
    ] {
        let at = rest.find(line).ok_or_else(|| format!("{line} is not next in:\n{printed}"))?;
        rest = &rest[at..];
    }
    assert!(printed.contains("guest-1 is Admin, invited by nobody"), "{printed}");

    let second = quickstart(db, &[])?;
    let printed = text(&second);
    assert!(second.status.success(), "{printed}");
    assert!(
        printed.contains(
            "nothing to create, everything was there: fsm_data, fsm_data_lock, post_tags,"
        ),
        "{printed}"
    );
    assert!(printed.contains("guest-2 is Member, invited by user 1"), "{printed}");
    Ok(())
}

async fn selected_tables_are_created_alone(db: &TestDatabase) -> TestResult {
    let printed = text(&quickstart(db, &["--tables", "tags"])?);
    assert!(printed.contains("1  table `tags`") && !printed.contains("2  "), "{printed}");
    let printed = text(&quickstart(db, &["--tables", "tags"])?);
    assert!(printed.contains("nothing to create"), "{printed}");
    Ok(())
}

async fn the_printed_sql_creates_the_same_tables(db: &TestDatabase) -> TestResult {
    let sql = quickstart(db, &["--sql", db.dialect().key()])?;
    for statement in String::from_utf8(sql.stdout)?.split(";\n\n").filter(|s| !s.is_empty()) {
        db.execute(statement).await?;
    }
    let printed = text(&quickstart(db, &[])?);
    assert!(
        printed.contains(
            "nothing to create, everything was there: fsm_data, fsm_data_lock, post_tags,"
        ),
        "{printed}"
    );
    Ok(())
}

async fn an_unknown_table_is_answered_with_the_nearest_name(db: &TestDatabase) -> TestResult {
    let refused = quickstart(db, &["--tables", "usrs"])?;
    let printed = text(&refused);
    assert_eq!(refused.status.code(), Some(1), "{printed}");
    assert!(printed.contains("help: did you mean `users`?"), "{printed}");
    Ok(())
}

async fn a_wrong_option_is_a_usage_error(db: &TestDatabase) -> TestResult {
    for arguments in [&["--tabels"][..], &["--sql", "oracle"], &["--sql"], &["--tables", "a", "b"]]
    {
        let refused = quickstart(db, arguments)?;
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}: {}", text(&refused));
    }
    Ok(())
}
