//! Ctrl-C: the first stops between two statements, the second ends at once.
//! It never interrupts a statement.

use super::console::{Console, note};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Does `work`; once it is asked to stop, it finds `stop` set.
pub(super) async fn stoppable<T>(
    console: &Console,
    stop: &Arc<AtomicBool>,
    work: impl Future<Output = T>,
) -> T {
    let (stop, console) = (Arc::clone(stop), console.clone());
    let listening = tokio::spawn(async move {
        let Some(mut signals) = Signals::new() else { return };
        if signals.asked().await.is_none() {
            return;
        }
        stop.store(true, Ordering::Relaxed);
        note!(console, "stopping after this statement; once more ends at once");
        if signals.asked().await.is_some() {
            std::process::exit(130);
        }
    });
    let done = work.await;
    listening.abort();
    done
}

/// Ctrl-C, and SIGTERM as service managers send it; heard from the beginning, so that none is lost
/// between two.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> Option<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Some(Self {
            interrupt: signal(SignalKind::interrupt()).ok()?,
            terminate: signal(SignalKind::terminate()).ok()?,
        })
    }

    async fn asked(&mut self) -> Option<()> {
        tokio::select! {
            heard = self.interrupt.recv() => heard,
            heard = self.terminate.recv() => heard,
        }
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> Option<Self> {
        Some(Self)
    }

    async fn asked(&mut self) -> Option<()> {
        tokio::signal::ctrl_c().await.ok()
    }
}
