//! Where the work behind a guard is done: on the runtime of the caller, or on a thread.
//! It never knows what the work is.
//!
//! A lease is renewed while the handler thinks and given back after it was dropped, so something
//! has to run that is not the handler. The pool decides what that can be: connections of sqlx's
//! `runtime-tokio` work on a Tokio runtime only, those of its other runtimes on any thread. So
//! inside of Tokio the work is a task of the runtime that `lock` was called on, which is there
//! whenever the pool works at all; elsewhere one thread of this process polls it. No feature has
//! to be chosen, and none can be forgotten. Of Tokio only the handle and the channels are
//! compiled for this, which start nothing.

use std::pin::Pin;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Wake, Waker};
use std::thread;
use tokio::runtime::Handle;

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Does `work` from now on. It is dropped undone if the runtime is shutting down, or no thread can
/// be started.
pub(super) fn spawn(work: impl Future<Output = ()> + Send + 'static) {
    match Handle::try_current() {
        Ok(handle) => drop(handle.spawn(work)),
        Err(_) => on_thread(Box::pin(work)),
    }
}

/// Work that is polled by the thread each time it is woken.
struct Task {
    work: Mutex<Option<Work>>,
    woken: Sender<Arc<Task>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let _ = self.woken.clone().send(self);
    }
}

impl Task {
    fn poll(self: Arc<Self>) {
        let waker = Waker::from(self.clone());
        let mut slot = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        // A panic inside of it drops the work and not the thread.
        if let Some(mut work) = slot.take() {
            let poll = || work.as_mut().poll(&mut Context::from_waker(&waker)).is_pending();
            if std::panic::catch_unwind(std::panic::AssertUnwindSafe(poll)).unwrap_or(false) {
                *slot = Some(work);
            }
        }
    }
}

fn on_thread(work: Work) {
    static THREAD: OnceLock<Option<Sender<Arc<Task>>>> = OnceLock::new();
    let thread = THREAD.get_or_init(|| {
        let (woken, tasks) = mpsc::channel::<Arc<Task>>();
        let name = "fsm-storage".to_owned();
        let run = move || tasks.into_iter().for_each(Task::poll);
        thread::Builder::new().name(name).spawn(run).ok().map(|_| woken)
    });
    if let Some(woken) = thread {
        Arc::new(Task { work: Mutex::new(Some(work)), woken: woken.clone() }).wake();
    }
}

#[cfg(test)]
mod tests {
    use super::spawn;
    use std::{sync::mpsc, time::Duration};

    #[test]
    fn without_a_runtime_work_is_done_on_a_thread_and_survives_the_panic_of_another() {
        let (done, answers) = mpsc::channel();
        spawn(async { panic!("on purpose") });
        for at in 0..20_u64 {
            let done = done.clone();
            spawn(async move {
                futures_timer::Delay::new(Duration::from_millis(5 * (20 - at))).await;
                done.send(at).unwrap();
            });
        }
        drop(done);
        let answered: Vec<u64> = answers.into_iter().collect();
        // The shortest first: none of them holds up the thread.
        assert_eq!(answered.len(), 20);
        assert_eq!((answered[0], answered[19]), (19, 0));
    }
}
