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
        if asked().await.is_none() {
            return;
        }
        stop.store(true, Ordering::Relaxed);
        note!(console, "stopping after this statement; once more ends at once");
        if asked().await.is_some() {
            std::process::exit(130);
        }
    });
    let done = work.await;
    listening.abort();
    done
}

/// Ctrl-C, or SIGTERM as service managers send it; nothing where the system has no signals.
#[cfg(unix)]
async fn asked() -> Option<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).ok()?;
    let mut terminate = signal(SignalKind::terminate()).ok()?;
    tokio::select! {
        heard = interrupt.recv() => heard,
        heard = terminate.recv() => heard,
    }
}

#[cfg(not(unix))]
async fn asked() -> Option<()> {
    tokio::signal::ctrl_c().await.ok()
}
