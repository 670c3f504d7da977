//! Where `tracing` events go: beside the answers, as much as `-v` asks for.
//! It never changes what else the process does with them.

use super::args::Global;
use super::console::Console;
use std::io;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;

/// What `-v` and `-q` ask for; nothing where the process listens already.
pub(super) fn subscriber(
    global: &Global,
    console: &Console,
) -> Option<impl Subscriber + Send + Sync + 'static> {
    let level = match (global.quiet, global.verbose) {
        (true, _) => LevelFilter::ERROR,
        (_, 0) => LevelFilter::WARN,
        (_, 1) => LevelFilter::INFO,
        (_, 2) => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    };
    if tracing::dispatcher::has_been_set() {
        return None;
    }
    let stream = console.err().clone();
    let writer = move || Line(stream.clone());
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(writer)
        .with_ansi(false)
        .with_target(false)
        .without_time()
        .finish();
    Some(subscriber)
}

struct Line(super::console::Stream);

impl io::Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(format_args!("{}", String::from_utf8_lossy(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
