//! A server in a process of its own, and as little of HTTP as it takes to talk to it.

use fsm_tests::TestDatabase;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Lines, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Server {
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
    address: SocketAddr,
}

/// A request whose body is still to come.
pub struct UnderWay(TcpStream);

impl Server {
    pub fn command(database: &TestDatabase) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bot-http"));
        command.env("DATABASE_URL", database.url()).env("ADDRESS", "127.0.0.1:0");
        command.env_remove("FSM_TABLE_NAME").env_remove("SCHEMA_DRIFT").env_remove("MIGRATIONS");
        command
    }

    /// Starts it, and waits until it listens.
    pub fn start(database: &TestDatabase) -> io::Result<Self> {
        Self::start_with(database, &[])
    }

    /// The same, told this besides.
    pub fn start_with(database: &TestDatabase, variables: &[(&str, &str)]) -> io::Result<Self> {
        let mut command = Self::command(database);
        command.envs(variables.iter().copied());
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self { child, output, address };
        let line = server.wait_for("listening on http://")?;
        server.address = line.parse().map_err(io::Error::other)?;
        Ok(server)
    }

    /// Waits for a line that begins like this, and answers the rest of it.
    pub fn wait_for(&mut self, beginning: &str) -> io::Result<String> {
        loop {
            let line = self.output.next().ok_or(io::ErrorKind::UnexpectedEof)??;
            if let Some(rest) = line.strip_prefix(beginning) {
                return Ok(rest.to_owned());
            }
        }
    }

    pub fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    pub fn get(&self, path: &str) -> io::Result<(u16, Value)> {
        let mut stream = self.connect()?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n")?;
        answer(&mut stream)
    }

    pub fn post(&self, path: &str, body: &str) -> io::Result<(u16, Value)> {
        let mut stream = self.connect()?;
        write!(stream, "{}\r\n", head(path, body.len()))?;
        // Who refuses a body need not read it.
        let _ = stream.write_all(body.as_bytes());
        answer(&mut stream)
    }

    /// A message of user 1 in chat 1.
    pub fn say(&self, text: &str) -> io::Result<(u16, Value)> {
        self.post("/message", &json!({ "chat": 1, "user": 1, "text": text }).to_string())
    }

    /// Sends a request's head and waits until the server asks for the body.
    pub fn begin(&self, path: &str) -> io::Result<UnderWay> {
        let mut stream = self.connect()?;
        let head = head(path, UnderWay::BYTES);
        write!(stream, "{head}expect: 100-continue\r\n\r\n")?;
        let expected = b"HTTP/1.1 100 Continue\r\n\r\n";
        let mut told = vec![0; expected.len()];
        stream.read_exact(&mut told)?;
        assert_eq!(told, expected, "{}", String::from_utf8_lossy(&told));
        Ok(UnderWay(stream))
    }

    /// SIGKILL: nothing of the program runs after it.
    pub fn kill(mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// SIGTERM.
    pub fn ask_to_stop(&self) -> io::Result<()> {
        let command = format!("kill -TERM {}", self.child.id());
        let status = Command::new("sh").args(["-c", &command]).status()?;
        assert!(status.success(), "{command}: {status}");
        Ok(())
    }

    /// Waits until nobody is let in any more.
    pub fn refuses_connections(&self) -> io::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let let_in = TcpStream::connect(self.address).map_err(|error| error.kind());
            match let_in {
                Err(io::ErrorKind::ConnectionRefused) => return Ok(()),
                // Who stands in the queue while the door closes is thrown out of it.
                Ok(_) | Err(io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted) => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(kind) => return Err(kind.into()),
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }

    pub fn is_running(&mut self) -> io::Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Waits for the end.
    pub fn end(mut self) -> io::Result<ExitStatus> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(5));
        }
        Err(io::ErrorKind::TimedOut.into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl UnderWay {
    /// How many bytes the head promised; spaces fill them up.
    const BYTES: usize = 200;

    pub fn finish(mut self, body: &str) -> io::Result<(u16, Value)> {
        write!(self.0, "{body:<width$}", width = Self::BYTES)?;
        answer(&mut self.0)
    }
}

fn head(path: &str, bytes: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {bytes}\r\n"
    )
}

/// The status, and the body as JSON; null if there is none.
fn answer(stream: &mut TcpStream) -> io::Result<(u16, Value)> {
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or(io::ErrorKind::InvalidData)?;
    Ok((status, serde_json::from_str(body).unwrap_or_default()))
}
