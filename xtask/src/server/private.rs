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

use super::account::Account;
use super::{Kind, Recipe};
use crate::{Error, interrupt, process};

/// How long a server may take to start on a slow machine.
const STARTING: Duration = Duration::from_mins(1);

/// How long a server may take to stop before it is ended by force.
const STOPPING: Duration = Duration::from_secs(20);

/// What the server says, in its folder.
const LOG: &str = "log";

/// A running private server; dropping it stops it and removes its folder.
pub struct Private {
    kind: Kind,
    account: Account,
    port: u16,
    url: String,
    stop: &'static str,
    child: Child,
    guard: Child,
    folder: Option<TempDir>,
}

/// How a server ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Its clients are thrown out, and everything is written.
    Tidy,
    /// It has no time for anything.
    Crash,
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

/// Starts the server of a prepared folder, and its guard.
fn serve(
    kind: Kind,
    account: Account,
    recipe: &mut Recipe,
    folder: &Path,
) -> Result<(Child, Child), Error> {
    let file = File::options().create(true).append(true).open(folder.join(LOG))?;
    account.run(&mut recipe.serve, folder);
    recipe.serve.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let started = recipe.serve.spawn();
    let mut child = started.map_err(|error| format!("cannot start {}: {error}", kind.key()))?;
    let guard = guard(child.id(), recipe.stop, folder).or_else(|error| {
        child.kill()?;
        child.wait()?;
        Err(error)
    })?;
    Ok((child, guard))
}

impl Private {
    /// Prepares and starts a server for commands that stop it on Ctrl-C, and waits until it lets
    /// clients in.
    pub(crate) fn start_for_command(kind: Kind) -> Result<Self, Error> {
        interrupt::listen()?;
        let server = Self::start(kind)?;
        println!("{}: private server at {}", kind.key(), server.url);
        Ok(server)
    }

    /// Prepares and starts a server, and waits until it lets clients in.
    ///
    /// # Errors
    /// When its programs are not there or do not do it.
    pub fn start(kind: Kind) -> Result<Self, Error> {
        let account = Account::for_servers(kind.key())?;
        let folder = tempfile::Builder::new().prefix("fsm_test_server_").tempdir()?;
        account.give(folder.path())?;
        let port = free_port()?;
        let mut recipe = kind.recipe(folder.path(), port)?;
        for command in &mut recipe.prepare {
            process::output(account.run(command, folder.path()))?;
        }
        let (child, guard) = serve(kind, account, &mut recipe, folder.path())?;
        let (url, stop) = (recipe.url, recipe.stop);
        let mut server =
            Self { kind, account, port, url, stop, child, guard, folder: Some(folder) };
        server.await_ready(&mut recipe.ready)?;
        Ok(server)
    }

    /// Ends the server and starts it again on the same data and port, and waits until it lets
    /// clients in.
    ///
    /// # Errors
    /// When it does not end or start.
    pub fn restart(&mut self, ending: Ending) -> Result<(), Error> {
        let Some(folder) = &self.folder else { return Err("the server was stopped".into()) };
        let folder = folder.path().to_owned();
        let mut recipe = self.kind.recipe(&folder, self.port)?;
        // It would take the end of the server for the end of the tests.
        self.guard.kill()?;
        self.guard.wait()?;
        self.signal(if ending == Ending::Tidy { recipe.tidy } else { recipe.crash })?;
        if !process::wait(&mut self.child, STOPPING)? {
            return Err(format!("the private {} server does not end", self.kind.key()).into());
        }
        (self.child, self.guard) = serve(self.kind, self.account, &mut recipe, &folder)?;
        self.await_ready(&mut recipe.ready)
    }

    /// Which it is.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Where to connect; its user may create databases.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    fn await_ready(&mut self, ready: &mut Command) -> Result<(), Error> {
        let folder = self.folder.as_ref().map(|folder| folder.path().to_owned());
        let folder = folder.unwrap_or_default();
        self.account.run(ready, &folder);
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
        let said = fs::read_to_string(folder.join(LOG)).unwrap_or_default();
        Err(format!("the private {} server {problem}; it said:\n{said}", self.kind.key()).into())
    }

    /// The standard library can only kill; the shell has the other signals everywhere.
    fn signal(&self, name: &str) -> Result<(), Error> {
        let signal = format!("kill -s {name} {}", self.child.id());
        let status = Command::new("sh").args(["-c", &signal]).status()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("`{signal}` ended with {status}").into())
        }
    }

    /// Stops the server and removes its folder.
    pub(crate) fn stop(mut self) -> Result<(), Error> {
        self.end()
    }

    fn end(&mut self) -> Result<(), Error> {
        let Some(folder) = self.folder.take() else { return Ok(()) };
        let signalled = self.signal(self.stop).is_ok();
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
