//! The same registration over HTTP: `POST /message`, `GET /health`.
//!
//! Asked to stop, it takes no new connections, finishes what is under way, and ends.

mod drift;
mod routes;
mod tables;

use bot::Bot;
use std::{env, error::Error, future::IntoFuture, io, time::Duration};
use tokio::{net::TcpListener, sync::oneshot, time::sleep};

/// How long what is under way may take once the program was asked to stop.
const GRACE: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let Bot { pool, storage, metadata } = bot::connect().await?;
    tables::at_start(&metadata, storage.table(), &pool).await?;
    // What stands there is left alone: whether it is right is another question.
    drift::check(&metadata, &pool).await?;
    let health = storage.health().await?;
    if !health.is_fine() {
        return Err(health.to_string().into());
    }
    println!("{health}, in {}", storage.dialect());

    // Before anyone can know that the program runs: a signal that nobody waits for would kill it.
    let asked = asked_to_stop()?;
    let address = env::var("ADDRESS").unwrap_or("127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("listening on http://{}", listener.local_addr()?);

    let (tell, told) = oneshot::channel();
    let stop = async {
        asked.await;
        println!("asked to stop");
        // Whoever should hear it may be gone.
        let _ = tell.send(());
    };
    let server = axum::serve(listener, routes::of(storage)).with_graceful_shutdown(stop);
    let too_late = async {
        if told.await.is_ok() {
            sleep(GRACE).await;
        }
    };
    tokio::select! {
        served = server.into_future() => {
            served?;
            pool.close().await;
        }
        () = too_late => eprintln!("cut off what took longer than {} s", GRACE.as_secs()),
    }
    Ok(())
}

/// Ctrl-C, or SIGTERM as service managers send it; heard from the call on.
#[cfg(unix)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl-C; heard from the call on.
#[cfg(windows)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupt.recv().await) })
}
