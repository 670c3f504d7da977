//! One private server from its start to its end, which comes whatever happens to this program.
//!
//! Knows no database: how each is started and stopped is its recipe.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{self as program, Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::Kind;
use super::account::Account;
use crate::{Error, interrupt, process};

/// How long a server may take to start on a slow machine.
const STARTING: Duration = Duration::from_mins(1);

/// How long a server may take to stop before it is ended by force.
const STOPPING: Duration = Duration::from_secs(20);

/// A running private server; dropping it stops it and removes its folder.
pub(crate) struct Private {
    kind: Kind,
    url: String,
    stop: &'static str,
    child: Child,
    guard: Child,
    folder: Option<TempDir>,
}

/// Stops server `$2` by signal `$3` and removes its folder `$4` once process `$1` is gone.
const GUARD: &str = r#"
while kill -0 "$1" && kill -0 "$2"; do sleep 1; done 2>/dev/null
kill -s "$3" "$2" 2>/dev/null
while kill -0 "$2"; do sleep 1; done 2>/dev/null
rm -rf -- "$4"
"#;

/// A process that outlives this one, in case it is killed and can clean up nothing.
fn guard(server: u32, stop: &str, folder: &Path) -> Result<Child, Error> {
    let mut command = Command::new("sh");
    command.args(["-c", GUARD, "guard", &program::id().to_string(), &server.to_string(), stop]);
    command.arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(command.process_group(0).spawn()?)
}

impl Private {
    /// Prepares and starts a server, and waits until it lets clients in.
    pub(crate) fn start(kind: Kind) -> Result<Self, Error> {
        interrupt::listen()?;
        let account = Account::for_servers(kind.key())?;
        let folder = tempfile::Builder::new().prefix("fsm_test_server_").tempdir()?;
        account.give(folder.path())?;
        let mut recipe = kind.recipe(folder.path(), free_port()?)?;
        for command in &mut recipe.prepare {
            process::output(account.run(command, folder.path()))?;
        }
        let home = folder.path().to_owned();
        let log = home.join("log");
        let file = File::create(&log)?;
        account.run(&mut recipe.serve, folder.path());
        recipe.serve.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let mut child = recipe
            .serve
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", kind.key()))?;
        let guard = guard(child.id(), recipe.stop, &home).or_else(|error| {
            child.kill()?;
            child.wait()?;
            Err(error)
        })?;
        let mut server =
            Self { kind, url: recipe.url, stop: recipe.stop, child, guard, folder: Some(folder) };
        server.await_ready(account.run(&mut recipe.ready, &home), &log)?;
        println!("{}: private server at {}", kind.key(), server.url);
        Ok(server)
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn await_ready(&mut self, ready: &mut Command, log: &Path) -> Result<(), Error> {
        let deadline = Instant::now() + STARTING;
        let problem = loop {
            if interrupt::asked() {
                return Err("interrupted".into());
            }
            if let Some(status) = self.child.try_wait()? {
                break format!("ended with {status}");
            }
            if ready.output()?.status.success() {
                return Ok(());
            }
            if Instant::now() > deadline {
                break format!("did not answer within {} s", STARTING.as_secs());
            }
            thread::sleep(Duration::from_millis(100));
        };
        let said = fs::read_to_string(log).unwrap_or_default();
        Err(format!("the private {} server {problem}; it said:\n{said}", self.kind.key()).into())
    }

    /// Stops the server and removes its folder.
    pub(crate) fn stop(mut self) -> Result<(), Error> {
        self.end()
    }

    fn end(&mut self) -> Result<(), Error> {
        let Some(folder) = self.folder.take() else { return Ok(()) };
        // The standard library can only kill; the shell has the other signals everywhere.
        let signal = format!("kill -s {} {}", self.stop, self.child.id());
        let signalled = Command::new("sh").args(["-c", &signal]).status()?.success();
        if !signalled || !process::wait(&mut self.child, STOPPING)? {
            self.child.kill()?;
            self.child.wait()?;
        }
        self.guard.kill()?;
        self.guard.wait()?;
        folder
            .close()
            .map_err(|error| format!("cannot remove a private server's folder: {error}").into())
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            eprintln!("{}: {error}", self.kind.key());
        }
    }
}

/// A port nobody listens on; taken again before anyone else does, in all likelihood.
fn free_port() -> Result<u16, Error> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
