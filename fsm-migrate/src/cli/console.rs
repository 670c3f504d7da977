//! Where the command line writes to and asks.
//! It never decides what is said.

use std::fmt;
use std::io::{self, BufRead, IsTerminal as _, Write};
use std::sync::{Arc, Mutex};

/// Something that is written to from several places.
#[derive(Clone)]
pub(super) struct Stream(Arc<Mutex<Box<dyn Write + Send>>>);

impl Stream {
    pub(super) fn new(writer: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(writer))))
    }

    /// Writes the text. Whoever reads may have seen enough, as `head` has: then nothing more comes.
    pub(super) fn write(&self, text: fmt::Arguments<'_>) {
        if let Ok(mut writer) = self.0.lock() {
            let _ = writer.write_fmt(text).and_then(|()| writer.flush());
        }
    }
}

/// Where the command line writes to and asks: the process's own streams, or those of a test.
#[derive(Clone)]
pub struct Console {
    out: Stream,
    err: Stream,
    input: Arc<Mutex<Box<dyn BufRead + Send>>>,
    /// Whether somebody sits there who can be asked.
    can_ask: bool,
    /// Whether answers are read by eyes.
    is_terminal: bool,
}

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console")
            .field("can_ask", &self.can_ask)
            .field("is_terminal", &self.is_terminal)
            .finish_non_exhaustive()
    }
}

impl Console {
    /// The process's own streams.
    #[must_use]
    pub fn standard() -> Self {
        Self {
            out: Stream::new(io::stdout()),
            err: Stream::new(io::stderr()),
            input: Arc::new(Mutex::new(Box::new(io::BufReader::new(io::stdin())))),
            can_ask: io::stdin().is_terminal() && io::stderr().is_terminal(),
            is_terminal: io::stdout().is_terminal(),
        }
    }

    /// These streams: answers, messages, and what is answered to questions, which are asked if there
    /// is an input.
    #[must_use]
    pub fn new(
        out: impl Write + Send + 'static,
        err: impl Write + Send + 'static,
        input: Option<Box<dyn BufRead + Send>>,
    ) -> Self {
        let can_ask = input.is_some();
        let input = input.unwrap_or_else(|| Box::new(io::empty()));
        Self {
            out: Stream::new(out),
            err: Stream::new(err),
            input: Arc::new(Mutex::new(input)),
            can_ask,
            is_terminal: false,
        }
    }

    pub(super) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    pub(super) fn can_ask(&self) -> bool {
        self.can_ask
    }

    /// Whether progress can be drawn.
    pub(super) fn can_draw(&self) -> bool {
        self.is_terminal && io::stderr().is_terminal()
    }

    pub(super) fn out(&self) -> &Stream {
        &self.out
    }

    pub(super) fn err(&self) -> &Stream {
        &self.err
    }

    /// Asks until it is answered; the end of the input is a no.
    pub(super) fn ask(&self, question: &str) -> bool {
        loop {
            self.err.write(format_args!("{question} [y/n] "));
            let mut line = String::new();
            let read = self.input.lock().ok().map(|mut input| input.read_line(&mut line));
            match (read, line.trim().to_lowercase().as_str()) {
                (None | Some(Ok(0) | Err(_)), _) | (_, "n" | "no") => return false,
                (_, "y" | "yes") => return true,
                _ => {}
            }
        }
    }
}

/// A line for whoever reads the answer.
macro_rules! say {
    ($console:expr) => { $console.out().write(format_args!("\n")) };
    ($console:expr, $($text:tt)*) => {
        $console.out().write(format_args!("{}\n", format_args!($($text)*)))
    };
}

/// A line beside the answer.
macro_rules! note {
    ($console:expr, $($text:tt)*) => {
        $console.err().write(format_args!("{}\n", format_args!($($text)*)))
    };
}

pub(super) use {note, say};
