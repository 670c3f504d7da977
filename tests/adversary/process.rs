//! Worker processes: started, let go at one moment, waited for, killed.
//!
//! Knows nothing of schemas.

use std::ops::Range;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{Mutex, MutexGuard};

pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// PostgreSQL lets 100 connections in, which is enough for one storm at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// Keeps other storms of this program waiting until it is dropped.
pub(crate) async fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().await
}

/// A number that `cargo xtask storm` sets, or the one that CI has time for.
pub(crate) fn number(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// A worker that is connected and waits.
pub(crate) struct Worker {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

/// What became of a worker.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) at: Instant,
}

impl Worker {
    /// Starts one that creates a schema on `url`, and waits until it is connected.
    pub(crate) async fn start(url: &str) -> Result<Self, Error> {
        Self::start_program(Command::new(env!("CARGO_BIN_EXE_storm_worker")).arg(url)).await
    }

    /// Starts one that lets some actors use the storage on `url`, and waits until it is connected.
    pub(crate) async fn start_actors(url: &str, who: Range<usize>) -> Result<Self, Error> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_storage_worker"));
        command.arg(url).arg(who.start.to_string()).arg(who.end.to_string());
        Self::start_program(&mut command).await
    }

    async fn start_program(program: &mut Command) -> Result<Self, Error> {
        let mut child = program
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdin = child.stdin.take().ok_or("no stdin")?;
        let mut stdout = BufReader::new(child.stdout.take().ok_or("no stdout")?);
        let mut line = String::new();
        stdout.read_line(&mut line).await?;
        if line.trim() != "ready" {
            let ended = child.wait_with_output().await?;
            return Err(format!("worker: {}", String::from_utf8_lossy(&ended.stderr)).into());
        }
        Ok(Self { child, stdin, stdout })
    }

    /// Starts `count` of them.
    pub(crate) async fn start_all(count: usize, url: &str) -> Result<Vec<Self>, Error> {
        let mut starting = tokio::task::JoinSet::new();
        for _ in 0..count {
            let url = url.to_owned();
            starting.spawn(async move { Self::start(&url).await });
        }
        let mut workers = Vec::with_capacity(count);
        while let Some(worker) = starting.join_next().await {
            workers.push(worker??);
        }
        Ok(workers)
    }

    /// Lets it begin.
    pub(crate) async fn go(&mut self) -> Result<(), Error> {
        Ok(self.stdin.write_all(b"go\n").await?)
    }

    /// Gives it a line to work on.
    pub(crate) async fn tell(&mut self, command: &str) -> Result<(), Error> {
        Ok(self.stdin.write_all(format!("{command}\n").as_bytes()).await?)
    }

    /// The next line that it says.
    pub(crate) async fn hear(&mut self) -> Result<String, Error> {
        let mut line = String::new();
        if self.stdout.read_line(&mut line).await? == 0 {
            return Err("a worker has ended".into());
        }
        Ok(line.trim_end().to_owned())
    }

    /// Its number in the system.
    pub(crate) fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// SIGKILL: the process gets no chance to do anything.
    pub(crate) fn kill(&mut self) -> Result<(), Error> {
        Ok(self.child.start_kill()?)
    }

    /// Waits for its end.
    pub(crate) async fn end(mut self) -> Result<Ended, Error> {
        let mut text = String::new();
        let mut problems = String::new();
        let mut stderr = self.child.stderr.take().ok_or("no stderr")?;
        self.stdout.read_to_string(&mut text).await?;
        stderr.read_to_string(&mut problems).await?;
        let status = self.child.wait().await?;
        Ok(Ended { status, stdout: text, stderr: problems, at: Instant::now() })
    }
}

/// Lets all begin at one moment and waits for their ends.
pub(crate) async fn race(mut workers: Vec<Worker>) -> Result<Vec<Ended>, Error> {
    for worker in &mut workers {
        worker.go().await?;
    }
    end_all(workers).await
}

/// Waits for the ends of all, at the same time.
pub(crate) async fn end_all(workers: Vec<Worker>) -> Result<Vec<Ended>, Error> {
    let mut ending = tokio::task::JoinSet::new();
    for worker in workers {
        ending.spawn(worker.end());
    }
    let mut ended = Vec::new();
    while let Some(end) = ending.join_next().await {
        ended.push(end??);
    }
    Ok(ended)
}

/// Asks `question` again and again until it says yes.
pub(crate) async fn until(
    what: &str,
    patience: Duration,
    mut question: impl AsyncFnMut() -> Result<bool, Error>,
) -> Result<(), Error> {
    let start = Instant::now();
    while !question().await? {
        if start.elapsed() > patience {
            return Err(format!("waited {patience:?} in vain until {what}").into());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}
