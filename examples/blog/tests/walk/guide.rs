//! The guide's page as a script: its commands are run one after the other, and what they say is
//! compared with the page, ids and times aside.

use super::package::{Package, Result};
use fsm_core::Dialect;
use fsm_migrate::config::ConfigFile;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A command of the page, and what the page says that it says.
struct Command {
    text: String,
    expected: Vec<String>,
    /// The lines of the page that it takes.
    lines: std::ops::Range<usize>,
}

/// What stands in the page for the test to do.
enum Step {
    Edit(String),
    Run(Command),
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/migrations.md")
}

/// Runs the page on a package; `FSM_BLESS=1` writes what SQLite says into it.
pub fn follow(blog: &Package, dialect: Dialect) -> Result<()> {
    let text = fs::read_to_string(page())?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let bless = env::var_os("FSM_BLESS").is_some() && dialect == Dialect::Sqlite;
    for toml in text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        ConfigFile::parse("the page's fsm.toml", toml)?;
    }
    let mut said = Vec::new();
    for step in steps(&lines) {
        match step {
            Step::Edit(name) => edit(blog, &name)?,
            Step::Run(command) => {
                let answer = blog.say(&command.text)?;
                if !bless && is_compared(&command.text, dialect) {
                    compare(&command, &answer);
                }
                said.push((command, answer));
            }
        }
    }
    if bless {
        for (command, answer) in said.into_iter().rev() {
            if !matches(&command.expected, &answer) {
                lines.splice(command.lines, answer.lines().map(str::to_owned));
            }
        }
        fs::write(page(), lines.join("\n") + "\n")?;
    }
    Ok(())
}

fn steps(lines: &[String]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = line.strip_prefix("<!-- walk: ") {
            steps.push(Step::Edit(name.trim_end_matches(" -->").to_owned()));
        } else if line == "```console" {
            inside = true;
        } else if line == "```" {
            inside = false;
        } else if let Some(text) = line.strip_prefix("$ ").filter(|_| inside) {
            let lines = at + 1..at + 1;
            steps.push(Step::Run(Command { text: text.to_owned(), expected: Vec::new(), lines }));
        } else if inside && let Some(Step::Run(command)) = steps.last_mut() {
            command.expected.push(line.clone());
            command.lines.end = at + 1;
        }
    }
    steps
}

/// What a person does between two commands.
fn edit(blog: &Package, name: &str) -> Result<()> {
    let change = |file, before, after| blog.edit(file, before, after);
    match name {
        "declare" => {
            change("src/lib.rs", "pub mod models;", "pub mod migrations;\npub mod models;")
        }
        "change" => {
            change(
                "src/models.rs",
                "pub title: String,",
                "pub title: String,\n    pub subtitle: Option<String>,",
            )?;
            change("src/models.rs", "pub body: String,", "pub text: String,")
        }
        other => Err(format!("the page asks for `{other}`, which nobody knows").into()),
    }
}

/// Whether what the command says is the same on this database as on the page's.
fn is_compared(command: &str, dialect: Dialect) -> bool {
    dialect == Dialect::Sqlite
        || !["plan", "--sql", "sed", "check", "--autogenerate"]
            .iter()
            .any(|word| command.contains(word))
}

#[track_caller]
fn compare(command: &Command, answer: &str) {
    let expected = command.expected.join("\n");
    assert!(
        matches(&command.expected, answer),
        "$ {}\n--- the page says\n{expected}\n--- it says\n{answer}",
        command.text
    );
}

/// Whether the answer is as the page has it; `…` stands for any number of lines.
fn matches(expected: &[String], answer: &str) -> bool {
    // Ids stand for themselves within one text only: the page was written on another day.
    let mut expected = plain(&expected.join("\n"));
    let mut answer = plain(answer);
    expected.push('\n');
    answer.push('\n');
    let mut rest = answer.trim_end();
    let expected = expected.trim_end().to_owned();
    let pieces: Vec<&str> = expected.split("…\n").collect();
    for (at, piece) in pieces.iter().enumerate() {
        let piece = piece.trim_end();
        let found = if at == 0 { rest.starts_with(piece).then_some(0) } else { rest.find(piece) };
        let Some(place) = found else { return false };
        rest = &rest[place + piece.len()..];
    }
    rest.trim().is_empty() || expected.ends_with('…')
}

/// Without what differs from day to day: ids in the order in which they come, times and durations.
fn plain(text: &str) -> String {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        let hex = word.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        if hex && (word.len() == 12 || word.len() == 32) {
            let next = ids.len();
            out.push_str(&format!("ID{}", ids.entry(word.clone()).or_insert(next)));
        } else if !word.is_empty() && word.chars().any(|c| c.is_ascii_digit()) && is_time(&word) {
            out.push('N');
        } else {
            out.push_str(&word);
        }
        word.clear();
        out.push(c);
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A part of a date, a time or a duration.
fn is_time(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'T' | 'Z'))
}
