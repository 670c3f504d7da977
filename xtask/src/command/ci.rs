//! `cargo xtask ci`: exactly what CI runs, step by step, up to the first failure.
//!
//! Each step is a command a contributor can type; none does work of its own here.

use std::process::Command as Process;
use std::time::{Duration, Instant};

use super::test::Wish;
use super::{Command, Outcome, deny, test, tidy};
use crate::{Error, interrupt, process};

pub(super) const COMMAND: Command = Command {
    name: "ci",
    arguments: "[--install]",
    about: "everything CI checks: formatting, tidy, clippy, docs, features, dependencies, tests with all databases;\n        \
            --install installs database servers that are missing (Debian)",
    run,
};

/// A name for the summary, and the work.
type Step = (&'static str, Box<dyn Fn() -> Result<bool, Error>>);

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    interrupt::listen()?;
    let install = match arguments {
        [] => false,
        [flag] if flag == "--install" => true,
        _ => return Ok(Outcome::Usage("`ci` takes no arguments but `--install`".into())),
    };
    let start = Instant::now();
    let mut times = Vec::new();
    let mut failed = None;
    for (name, work) in steps(install) {
        println!("\n== {name}");
        let begin = Instant::now();
        let fine = work().unwrap_or_else(|error| {
            println!("{error}");
            false
        });
        times.push((name, begin.elapsed()));
        println!(
            "== {name}: {} after {}",
            if fine { "fine" } else { "FAILED" },
            seconds(begin.elapsed())
        );
        if !fine {
            failed = Some(name);
            break;
        }
    }
    println!("\n{}", summary(&times, failed, start.elapsed()));
    Ok(if failed.is_none() { Outcome::Fine } else { Outcome::Failed })
}

/// What is quick comes first.
fn steps(install: bool) -> Vec<Step> {
    vec![
        ("fmt", Box::new(|| cargo(&["fmt", "--all", "--check"]))),
        ("tidy", Box::new(|| is_fine(tidy::run(&[])))),
        ("deny", Box::new(|| is_fine(deny::run(&[])))),
        (
            "clippy",
            Box::new(|| cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])),
        ),
        ("docs", Box::new(docs)),
        ("features", Box::new(features)),
        ("test", Box::new(move || is_fine(test::test(&Wish { install, ..Wish::default() }, true)))),
    ]
}

fn is_fine(outcome: Result<Outcome, Error>) -> Result<bool, Error> {
    Ok(matches!(outcome?, Outcome::Fine))
}

fn cargo(arguments: &[&str]) -> Result<bool, Error> {
    succeed(process::cargo().args(arguments))
}

fn succeed(command: &mut Process) -> Result<bool, Error> {
    println!("{}", process::line(command));
    Ok(process::run(command)?.success())
}

fn docs() -> Result<bool, Error> {
    let mut command = process::cargo();
    command.env("RUSTDOCFLAGS", "-D warnings");
    succeed(command.args(["doc", "--workspace", "--no-deps", "--document-private-items"]))
}

/// Checks the libraries with each feature alone: a use that forgot its feature shows only there.
fn features() -> Result<bool, Error> {
    for arguments in combinations(&deny::metadata()?) {
        let mut command = process::cargo();
        command.args(["clippy", "--quiet", "--no-default-features"]).args(arguments);
        // Denied by clippy's own way: RUSTFLAGS would compile every dependency anew.
        if !succeed(command.args(["--", "-D", "warnings"]))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Arguments for each published library: no feature, each database alone, each other feature beside one database.
fn combinations(metadata: &serde_json::Value) -> Vec<Vec<String>> {
    const DATABASES: [&str; 3] = ["sqlite", "postgres", "mysql"];
    let mut combinations = Vec::new();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    for package in packages.filter(|package| deny::is_ours(package) && package["publish"].is_null())
    {
        let (Some(name), Some(features)) =
            (package["name"].as_str(), package["features"].as_object())
        else {
            continue;
        };
        combinations.push(vec!["-p".to_owned(), name.to_owned()]);
        let has_databases = features.contains_key("postgres");
        for feature in features.keys().filter(|feature| *feature != "default") {
            // Only PostgreSQL has every column type.
            let beside = has_databases && !DATABASES.contains(&feature.as_str());
            let features = if beside { format!("postgres,{feature}") } else { feature.clone() };
            combinations.push(vec![
                "-p".to_owned(),
                name.to_owned(),
                format!("--features={features}"),
            ]);
        }
    }
    combinations
}

fn summary(times: &[(&str, Duration)], failed: Option<&str>, total: Duration) -> String {
    let mut lines: Vec<String> = times
        .iter()
        .map(|(name, time)| {
            let word = if failed == Some(*name) { "FAILED" } else { "fine" };
            format!("{name:<10} {word:<6} {:>8}", seconds(*time))
        })
        .collect();
    let end = failed.map_or_else(|| "all fine".to_owned(), |name| format!("stopped at `{name}`"));
    lines.push(format!("{end} after {}", seconds(total)));
    lines.join("\n")
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_of_a_published_crate_is_compiled() {
        let metadata = serde_json::json!({ "packages": [
            { "name": "a", "source": null, "publish": null, "features": { "default": [], "postgres": [], "time": [] } },
            { "name": "b", "source": null, "publish": [], "features": { "x": [] } },
            { "name": "c", "source": "registry+x", "publish": null, "features": { "x": [] } },
        ]});
        let lines: Vec<String> =
            combinations(&metadata).iter().map(|line| line.join(" ")).collect();
        assert_eq!(lines, ["-p a", "-p a --features=postgres", "-p a --features=postgres,time"]);
    }

    #[test]
    fn the_summary_names_the_step_that_failed() {
        let times = [("fmt", Duration::from_secs(1)), ("tidy", Duration::from_millis(1500))];
        let text = summary(&times, Some("tidy"), Duration::from_secs(3));
        assert_eq!(
            text,
            "fmt        fine      1.0 s\ntidy       FAILED    1.5 s\nstopped at `tidy` after 3.0 s"
        );
    }
}
