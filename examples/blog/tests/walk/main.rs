//! The walk-through of the guide, from `init` to `downgrade base`, as people do it: the package is
//! built with cargo after each change, on every database.

mod guide;
mod package;

use fsm_core::Dialect;
use fsm_tests::{Suite, TestDatabase, TestResult, cases};
use package::Package;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

/// Building takes longer than any database.
const PATIENCE: Duration = Duration::from_secs(1800);

fn main() -> ExitCode {
    let walks = cases![from_init_to_downgrade_base, the_guide_says_what_happens];
    Suite::new()
        .on_all(cases![the_blogs_own_revisions_hold])
        .on(&[Dialect::Sqlite], cases![the_guide_shows_the_compose_file])
        .on_all(walks.into_iter().map(|case| case.within(PATIENCE)).collect())
        .run()
}

async fn the_guide_shows_the_compose_file(_: &TestDatabase) -> TestResult {
    let blog = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = fs::read_to_string(blog.join("compose.yaml"))?;
    let (_, services) = file.split_once('\n').unwrap_or_default();
    let page = fs::read_to_string(blog.join("../../docs/src/startup.md"))?;
    assert!(services.starts_with("services:") && page.contains(services), "{services}");
    Ok(())
}

/// Written on one database, they make the models on each, and go down again.
async fn the_blogs_own_revisions_hold(db: &TestDatabase) -> TestResult {
    let tested = Command::new(env!("CARGO_BIN_EXE_manage"))
        .args(["test", "--url", db.url()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    let said = String::from_utf8_lossy(&tested.stdout).into_owned();
    let problem = String::from_utf8_lossy(&tested.stderr).into_owned();
    assert!(tested.status.success() && said.matches("ok     ").count() == 6, "{said}{problem}");
    Ok(())
}

async fn the_guide_says_what_happens(db: &TestDatabase) -> TestResult {
    guide::follow(&Package::new(db, "guide")?, db.dialect())
}

async fn from_init_to_downgrade_base(db: &TestDatabase) -> TestResult {
    let blog = Package::new(db, "whole")?;
    blog.build()?;

    begin(&blog)?;
    blog.build()?;
    let first = apply_the_first(&blog, db).await?;

    blog.edit(
        "src/models.rs",
        "pub title: String,",
        "pub title: String,\n    pub subtitle: Option<String>,",
    )?;
    blog.edit("src/models.rs", "pub body: String,", "pub text: String,")?;
    blog.build()?;
    change_a_model(&blog)?;
    blog.build()?;
    let second = apply_the_second(&blog, db).await?;

    go_back(&blog, db, &first, &second).await
}

/// `init`, and the first revision.
fn begin(blog: &Package) -> TestResult {
    let said = blog.fine(&["init"])?;
    assert!(said.contains("wrote fsm.toml\nwrote src/migrations/mod.rs\n"), "{said}");
    let again = blog.manage(&["init"])?;
    assert_eq!(again.code, Some(1), "{again:?}");
    blog.edit("src/lib.rs", "pub mod models;", "pub mod migrations;\npub mod models;")?;

    let said = blog.fine(&["revision", "--autogenerate", "-m", "initial"])?;
    assert!(
        said.starts_with("wrote src/migrations/m_") && said.ends_with("_initial.rs\n"),
        "{said}"
    );
    let text = blog.revision("_initial")?;
    for table in ["users", "posts", "comments", "tags", "post_tags", "fsm_data", "fsm_data_lock"] {
        assert!(text.contains(&format!("op.create_table(\"{table}\"")), "{table}: {text}");
    }
    // A program that does not have the first revision in it would write a second beside it.
    let refused = blog.manage(&["revision", "-m", "too early"])?;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("is not part of this program"), "{refused:?}");
    assert_eq!(blog.files()?.len(), 2);
    Ok(())
}

/// The id of the only head.
fn head(blog: &Package) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let said = blog.fine(&["heads"])?;
    Ok(said.split_whitespace().next().unwrap_or_default().to_owned())
}

async fn apply_the_first(
    blog: &Package,
    db: &TestDatabase,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let first = head(blog)?;
    let refused = blog.manage(&["revision", "--autogenerate", "-m", "behind"])?;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("error: the database is 1 revision behind"), "{refused:?}");
    let behind = blog.manage(&["current", "--check-heads"])?;
    assert_eq!(behind.code, Some(1), "{behind:?}");

    let said = blog.fine(&["upgrade", "head"])?;
    assert!(said.starts_with(&format!("applied {first}, initial (")), "{said}");
    assert_eq!(count(db, "fsm_data").await?, 0);
    assert_eq!(
        blog.fine(&["upgrade", "head"])?,
        format!("nothing to do: the database is at {first}\n")
    );
    let said = blog.fine(&["revision", "--autogenerate", "-m", "empty"])?;
    assert_eq!(said, "the database is as the models say: no revision was written\n");
    assert_eq!(blog.files()?.len(), 2);
    blog.fine(&["check"])?;
    db.execute("INSERT INTO users (username) VALUES ('ada')").await?;
    Ok(first)
}

/// A column is new and another has a new name.
fn change_a_model(blog: &Package) -> TestResult {
    let found = blog.manage(&["check"])?;
    assert_eq!(found.code, Some(1), "{found:?}");
    assert!(found.out.contains("subtitle"), "{found:?}");

    let command = ["revision", "--autogenerate", "-m", "add subtitles"];
    let refused = blog.manage(&command)?;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    let flag = "--rename-column comments.body=text if so, --no-rename comments.body if not";
    assert!(refused.err.contains(flag), "{refused:?}");
    assert_eq!(blog.files()?.len(), 2);

    let command = [&command[..], &["--rename-column", "comments.body=text"]].concat();
    blog.fine(&command)?;
    let text = blog.revision("_add_subtitles")?;
    assert!(text.contains("op.rename_column(\"comments\", \"body\", \"text\");"), "{text}");
    assert!(text.contains("op.add_column(\"posts\", \"subtitle\", Text);"), "{text}");
    assert!(!text.contains("drop_table"), "{text}");
    Ok(())
}

async fn apply_the_second(
    blog: &Package,
    db: &TestDatabase,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let second = head(blog)?;
    let quoted = |name: &str| db.dialect().quote_identifier(name);
    let change = format!("ALTER TABLE {} ADD COLUMN {}", quoted("posts"), quoted("subtitle"));
    let said = blog.fine(&["plan"])?;
    assert!(said.starts_with(&format!("upgrade {second}, add subtitles\n")), "{said}");
    assert!(said.contains(&change), "{said}");

    let whole = blog.fine(&["upgrade", "head", "--sql"])?;
    assert!(whole.contains("CREATE TABLE") && whole.contains(&change), "{whole}");
    let rest = blog.fine(&["upgrade", "current:head", "--sql"])?;
    assert!(rest.contains(&change) && !rest.contains(&quoted("users")), "{rest}");

    let said = blog.fine(&["upgrade", "head"])?;
    assert!(said.starts_with(&format!("applied {second}, add subtitles (")), "{said}");
    blog.fine(&["check"])?;
    db.execute("SELECT subtitle FROM posts").await?;
    db.execute("SELECT text FROM comments").await?;
    Ok(second)
}

async fn go_back(blog: &Package, db: &TestDatabase, first: &str, second: &str) -> TestResult {
    assert_eq!(
        blog.fine(&["history"])?,
        format!("{first} -> {second} (head), add subtitles\n<base> -> {first}, initial\n")
    );
    let applied = blog.fine(&["history", "--applied"])?;
    let lines: Vec<&str> = applied.lines().collect();
    assert!(lines.len() == 2 && lines[0].contains(second) && lines[1].contains(first), "{applied}");
    assert_eq!(blog.fine(&["current"])?, format!("{second} (head), add subtitles\n"));
    let json: serde_json::Value = serde_json::from_str(&blog.fine(&["current", "--json"])?)?;
    assert_eq!(json["rows"], serde_json::json!([second]));

    let said = blog.fine(&["downgrade", "-1"])?;
    assert!(said.starts_with(&format!("undid {second}, add subtitles (")), "{said}");
    assert_eq!(blog.fine(&["current"])?, format!("{first}, initial\n"));
    db.execute("SELECT body FROM comments").await?;
    assert_eq!(count(db, "users").await?, 1);

    let said = blog.fine(&["downgrade", "base"])?;
    assert!(said.starts_with(&format!("undid {first}, initial (")), "{said}");
    assert_eq!(blog.fine(&["current"])?, "");
    let left = fsm_core::Metadata::reflect(&db.pool().database()).await?;
    let left: Vec<String> = left.metadata.tables().map(|table| table.name.to_string()).collect();
    assert_eq!(left, ["fsm_version", "fsm_version_ledger"]);

    if db.dialect() == Dialect::Sqlite {
        let said = blog.fine(&["test"])?;
        assert!(
            said.contains(&format!("ok     up, down and up: {second}, add subtitles")),
            "{said}"
        );
    }
    Ok(())
}

async fn count(
    db: &TestDatabase,
    table: &str,
) -> Result<u64, Box<dyn std::error::Error + Send + Sync>> {
    let rows = db.query_text(&format!("SELECT CAST(count(*) AS CHAR(9)) FROM {table}")).await?;
    let value = rows.first().and_then(|row| row.first()).cloned().flatten().unwrap_or_default();
    Ok(value.trim().parse()?)
}
