//! Figure: commands of a program with 1,000 revisions, from the start of its process, on SQLite.
//!
//! The program is `thousand`, beside this one; its revisions are written by the build script.

use crate::contest::Contest;
use crate::{Failure, Settings};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a command may take.
const BAR: Duration = Duration::from_millis(50);

/// Measures each command.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let rounds = settings.rounds.unwrap_or(if settings.quick { 1 } else { 31 });
    let program = program()?;
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    timed(&program, folder.path(), &["upgrade", "head"])?;
    println!("a program with 1,000 revisions on SQLite; upgrade head took {:.2?}", start.elapsed());
    let commands: [&[&str]; 5] =
        [&["current"], &["heads"], &["history"], &["upgrade", "head"], &["--version"]];
    let mut contest = Contest::new(commands.map(|words| words.join(" ")));
    for _ in 0..rounds {
        for (at, words) in commands.iter().enumerate() {
            contest.record(at, timed(&program, folder.path(), words)?);
        }
    }
    contest.print(4);
    for (at, words) in commands.iter().enumerate().take(3) {
        let met = if contest.median(at) <= BAR { "met" } else { "missed" };
        println!("  {}: bar {BAR:?}: {met}", words.join(" "));
    }
    Ok(())
}

/// The program beside this one, which cargo builds with it.
fn program() -> Result<PathBuf, Failure> {
    let own = std::env::current_exe()?;
    let program = own.with_file_name("thousand");
    if program.exists() {
        return Ok(program);
    }
    Err("build it first: cargo build --release --package fsm-benches".into())
}

fn timed(program: &Path, folder: &Path, words: &[&str]) -> Result<Duration, Failure> {
    let url = format!("sqlite:{}?mode=rwc", folder.join("thousand.db").display());
    let start = Instant::now();
    let output = Command::new(program)
        .args(["--url", &url])
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()?;
    let elapsed = start.elapsed();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(elapsed)
}
