//! `cargo xtask deny`: licences, sources and advisories of the dependencies, against deny.toml.
//!
//! Leaves the work to `cargo deny` where that is installed, and says what was not checked where it is not.

mod licence;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command as Process;

use serde_json::Value;

use super::{Command, Outcome};
use crate::{Error, process};

pub(super) const COMMAND: Command = Command {
    name: "deny",
    arguments: "",
    about: "licences, sources and advisories of the dependencies (`cargo deny` where installed)",
    run,
};

pub(super) fn run(arguments: &[String]) -> Result<Outcome, Error> {
    if !arguments.is_empty() {
        return Ok(Outcome::Usage("`deny` takes no arguments".into()));
    }
    let installed = process::output(process::cargo().args(["deny", "--version"])).is_ok();
    let fine = if installed { with_cargo_deny()? } else { alone()? };
    Ok(if fine { Outcome::Fine } else { Outcome::Failed })
}

fn with_cargo_deny() -> Result<bool, Error> {
    let check = |what: &[&str]| {
        let mut command: Process = process::cargo();
        command.args(["deny", "check"]).args(what);
        process::run(&mut command)
    };
    if !check(&["licenses", "bans", "sources"])?.success() {
        return Ok(false);
    }
    // The advisories are a repository that has to be fetched.
    let mut fetch = process::cargo();
    if let Err(error) = process::output(fetch.args(["deny", "fetch", "db"])) {
        println!("deny: NOT checked: advisories, because they cannot be fetched: {error}");
        return Ok(true);
    }
    Ok(check(&["advisories"])?.success())
}

/// The part of the check that needs nothing but cargo.
fn alone() -> Result<bool, Error> {
    let rules: toml::Table = fs::read_to_string(process::root().join("deny.toml"))?.parse()?;
    let rules = Rules::of(&rules)?;
    let metadata = metadata()?;
    let packages: Vec<&Value> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| !is_ours(package))
        .collect();
    let faults = faults(&packages, &rules);
    for fault in &faults {
        println!("deny: {fault}");
    }
    let several = several_versions(&packages);
    if !several.is_empty() {
        println!("deny: in several versions: {}", several.join(", "));
    }
    println!(
        "deny: {} dependencies, {} faults in licences, sources and banned crates\n\
         deny: NOT checked: advisories and licence files (`cargo install --locked cargo-deny` does both)",
        packages.len(),
        faults.len(),
    );
    Ok(faults.is_empty())
}

/// What `cargo metadata` says about the workspace and everything it may depend on.
pub(super) fn metadata() -> Result<Value, Error> {
    let mut command = process::cargo();
    let text = process::output(command.args([
        "metadata",
        "--format-version=1",
        "--all-features",
        "--locked",
    ]))?;
    Ok(serde_json::from_str(&text)?)
}

/// Whether a package is of this workspace.
pub(super) fn is_ours(package: &Value) -> bool {
    package["source"].is_null()
}

/// What we read in deny.toml.
struct Rules {
    licences: BTreeSet<String>,
    /// Licences that one crate is let in with besides.
    exceptions: BTreeMap<String, BTreeSet<String>>,
    banned: BTreeSet<String>,
}

impl Rules {
    fn of(file: &toml::Table) -> Result<Self, Error> {
        let list = |section: &str, key: &str| {
            let list = file
                .get(section)
                .and_then(|section| section.get(key))
                .and_then(toml::Value::as_array);
            list.ok_or_else(|| format!("deny.toml has no list `{key}` in `{section}`"))
        };
        let name = |entry: &toml::Value| {
            let entry = entry.get("crate").unwrap_or(entry);
            entry.as_str().map(str::to_owned)
        };
        let names = |entries: &[toml::Value]| entries.iter().filter_map(name).collect();
        let exceptions = list("licenses", "exceptions").map(Vec::as_slice).unwrap_or_default();
        let exception =
            |entry: &toml::Value| Some((name(entry)?, names(entry.get("allow")?.as_array()?)));
        Ok(Self {
            licences: names(list("licenses", "allow")?),
            exceptions: exceptions.iter().filter_map(exception).collect(),
            banned: names(list("bans", "deny")?),
        })
    }
}

fn faults(packages: &[&Value], rules: &Rules) -> Vec<String> {
    let mut faults = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let shown = format!("`{name}` {}", package["version"].as_str().unwrap_or_default());
        let mut licences = Cow::Borrowed(&rules.licences);
        if let Some(besides) = rules.exceptions.get(name) {
            licences.to_mut().extend(besides.iter().cloned());
        }
        match package["license"].as_str() {
            None => faults.push(format!("{shown} names no licence")),
            Some(text) => match licence::allows(text, &licences) {
                Ok(true) => {}
                Ok(false) => faults
                    .push(format!("{shown} is under `{text}`, which deny.toml does not allow")),
                Err(problem) => faults.push(format!("{shown} is under `{text}`: {problem}")),
            },
        }
        if !package["source"].as_str().is_some_and(|source| source.starts_with("registry+")) {
            faults.push(format!("{shown} does not come from a registry"));
        }
        if rules.banned.contains(name) {
            faults.push(format!("{shown} is banned in deny.toml"));
        }
    }
    faults
}

/// The names that occur more than once.
fn several_versions(packages: &[&Value]) -> Vec<String> {
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for name in packages.iter().filter_map(|package| package["name"].as_str()) {
        *versions.entry(name).or_default() += 1;
    }
    versions.into_iter().filter(|&(_, count)| count > 1).map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(package: &Value, expected: Option<&str>) -> Result<(), Error> {
        let file = "[licenses]\nallow = ['MIT']\n\
            [[licenses.exceptions]]\ncrate = 'odd'\nallow = ['MPL-2.0']\n\
            [bans]\ndeny = ['bad', { crate = 'worse', reason = 'x' }]\n";
        let found = faults(&[package], &Rules::of(&file.parse()?)?);
        let matches = match (found.as_slice(), expected) {
            ([], None) => true,
            ([fault], Some(part)) => fault.contains(part),
            _ => false,
        };
        assert!(matches, "{package}: {found:?}");
        Ok(())
    }

    #[test]
    fn each_rule_can_fail() -> Result<(), Error> {
        let package = |name, license, source| json!({ "name": name, "version": "1.0.0", "license": license, "source": source });
        check(&package("good", json!("MIT"), "registry+x"), None)?;
        check(&package("good", json!("GPL-3.0"), "registry+x"), Some("does not allow"))?;
        check(&package("odd", json!("MIT OR MPL-2.0"), "registry+x"), None)?;
        check(&package("odd", json!("MPL-2.0"), "registry+x"), None)?;
        check(&package("odd", json!("GPL-3.0"), "registry+x"), Some("does not allow"))?;
        check(&package("good", json!("MPL-2.0"), "registry+x"), Some("does not allow"))?;
        check(&package("good", json!(null), "registry+x"), Some("names no licence"))?;
        check(&package("good", json!("MIT"), "git+x"), Some("registry"))?;
        check(&package("bad", json!("MIT"), "registry+x"), Some("banned"))?;
        check(&package("worse", json!("MIT"), "registry+x"), Some("banned"))
    }

    #[test]
    fn deny_toml_without_a_list_is_an_error() -> Result<(), Error> {
        assert!(Rules::of(&"[licenses]\n".parse()?).is_err());
        Ok(())
    }
}
