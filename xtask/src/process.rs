//! Running other programs: to their end, watched for Ctrl-C, or for their output.
//!
//! Never decides what a program's failure means.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Error, interrupt};

/// How often a running program is looked at.
const PULSE: Duration = Duration::from_millis(50);

/// How long a program may take to stop after Ctrl-C, which it received as well.
const GRACE: Duration = Duration::from_secs(5);

/// The top folder of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// `cargo` in the top folder, the one that runs this program.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    // What cargo told this program about itself would make the inner builds start over.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name.as_ref());
        }
    }
    command
}

/// A command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

/// Runs `command` to its end; its output goes to the terminal.
///
/// Ctrl-C makes this an error, once the program is gone.
pub(crate) fn run(command: &mut Command) -> Result<ExitStatus, Error> {
    interrupt::listen()?;
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let mut deadline = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return if interrupt::asked() { Err("interrupted".into()) } else { Ok(status) };
        }
        if interrupt::asked() {
            let deadline = *deadline.get_or_insert_with(|| Instant::now() + GRACE);
            if Instant::now() > deadline {
                child.kill()?;
            }
        }
        thread::sleep(PULSE);
    }
}

/// What `command` writes, when it succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String, Error> {
    let output = command.output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    // Some programs complain on the wrong side.
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    Err(format!("`{}` failed ({}): {}", line(command), output.status, said.trim()).into())
}

/// Waits until `child` has ended; `false` if it did not within `patience`.
pub(crate) fn wait(child: &mut Child, patience: Duration) -> io::Result<bool> {
    let deadline = Instant::now() + patience;
    while child.try_wait()?.is_none() {
        if Instant::now() > deadline {
            return Ok(false);
        }
        thread::sleep(PULSE);
    }
    Ok(true)
}

fn cannot_start(command: &Command, error: &io::Error) -> String {
    format!("cannot start `{}`: {error}", line(command))
}
