//! The bot as people run it: with a file of messages, killed in the middle, on every database.

use fsm_core::Dialect;
use fsm_tests::{Suite, TestDatabase, TestResult, cases};
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Output, Stdio};
use std::thread;
use std::time::Duration;

fn main() -> ExitCode {
    Suite::new()
        .on_all(cases![
            the_conversation_of_the_readme_goes_as_it_says,
            after_a_kill_the_conversation_goes_on_where_it_was,
            killed_at_any_moment_it_knows_what_it_asked_for,
            wrong_input_is_answered_and_changes_nothing,
            the_table_is_called_as_the_environment_says,
            a_state_that_nobody_knows_stays_and_disturbs_nobody_else,
        ])
        .on(&[Dialect::Sqlite], cases![a_database_that_is_none_is_an_error_that_says_so])
        .run()
}

/// The file that the README pipes in.
const CONVERSATION: &str = include_str!("../conversation.txt");
const README: &str = include_str!("../../../README.md");

fn bot(database: &TestDatabase) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bot"));
    command.env("DATABASE_URL", database.url()).env_remove("FSM_TABLE_NAME");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Pipes `input` in and waits for the end.
fn pipe(command: &mut Command, input: &[u8]) -> std::io::Result<Output> {
    let mut child = command.spawn()?;
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_owned();
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output()?;
    writer.join().expect("writing does not panic")?;
    Ok(output)
}

/// What the bot answers to lines: without the first line, and without the messages themselves.
fn answers(output: &Output) -> Vec<String> {
    let printed = String::from_utf8_lossy(&output.stdout);
    let lines = printed.lines().skip(1).filter(|line| !line.starts_with('>'));
    lines.map(str::to_owned).collect()
}

/// A bot that is talked to.
struct Running {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Running {
    fn start(database: &TestDatabase) -> std::io::Result<Self> {
        let mut child = bot(database).stderr(Stdio::inherit()).spawn()?;
        let input = child.stdin.take().expect("it is piped");
        let output = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let mut running = Self { child, input, output };
        running.line()?;
        Ok(running)
    }

    fn line(&mut self) -> std::io::Result<String> {
        self.output.next().unwrap_or_else(|| Err(std::io::ErrorKind::UnexpectedEof.into()))
    }

    /// Sends a message and waits for the answer.
    fn say(&mut self, message: &str) -> std::io::Result<String> {
        writeln!(self.input, "{message}")?;
        self.line()?;
        self.line()
    }

    /// SIGKILL: nothing of the program runs after it.
    fn kill(mut self) -> std::io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }
}

async fn the_conversation_of_the_readme_goes_as_it_says(db: &TestDatabase) -> TestResult {
    let output = pipe(&mut bot(db), CONVERSATION.as_bytes())?;
    let printed = String::from_utf8(output.stdout)?;
    assert!(output.status.success() && output.stderr.is_empty(), "{printed}");
    let (first, conversation) = printed.split_once('\n').ok_or("nothing was printed")?;
    let place = format!("Conversations are kept in {}, table `fsm_data`.", db.dialect());
    assert_eq!(first, place);
    assert!(
        README.contains(&format!("\n{conversation}```\n")),
        "not in the README:\n{conversation}"
    );
    // Who cancels takes no row.
    let users = db.query_text("SELECT user_id FROM fsm_data").await?;
    assert_eq!(users, [[Some("1".to_owned())]]);
    Ok(())
}

async fn after_a_kill_the_conversation_goes_on_where_it_was(db: &TestDatabase) -> TestResult {
    let steps = [
        ("hello", "Hello! What is your name?"),
        ("Ada", "How old are you, Ada?"),
        ("@7: hello", "@7: Hello! What is your name?"),
        ("36", "Ada, 36 years old: is that right? (yes or no)"),
        ("@7: Grace", "@7: How old are you, Grace?"),
        ("yes", "You are registered: Ada, 36 years old."),
        ("", "You are registered: Ada, 36 years old."),
        ("@7:", "@7: How old are you, Grace?"),
    ];
    for (message, expected) in steps {
        let mut bot = Running::start(db)?;
        assert_eq!(bot.say(message)?, expected, "{message}");
        bot.kill()?;
    }
    Ok(())
}

async fn killed_at_any_moment_it_knows_what_it_asked_for(db: &TestDatabase) -> TestResult {
    for pause in 0..12 {
        let mut bot = Running::start(db)?;
        bot.input.write_all(b"/start\nAda\n36\nyes\n")?;
        thread::sleep(Duration::from_millis(pause * 2));
        bot.kill()?;

        // Wherever it was, what it knows by then is there, and the rest can be said.
        let mut bot = Running::start(db)?;
        let mut question = bot.say("")?;
        for (asked, said) in [
            ("Hello! What is your name?", "Ada"),
            ("How old are you, Ada?", "36"),
            ("Ada, 36 years old: is that right? (yes or no)", "yes"),
        ] {
            if question == asked {
                question = bot.say(said)?;
            }
        }
        assert_eq!(question, "You are registered: Ada, 36 years old.", "{pause}");
        bot.kill()?;
    }
    Ok(())
}

async fn wrong_input_is_answered_and_changes_nothing(db: &TestDatabase) -> TestResult {
    let long = "x".repeat(81);
    let age = "A number from 1 to 130, please.";
    let name = "A name of at most 80 letters, please.";
    let steps: &[(&[u8], &str)] = &[
        (b"/cancel", "There is nothing to cancel."),
        (b"/back", "There is nothing to go back to."),
        (b"hello", "Hello! What is your name?"),
        (b"", "Hello! What is your name?"),
        (b"  \t \r", "Hello! What is your name?"),
        (b"\xff\xfe", "I read UTF-8 only, and that was something else."),
        (long.as_bytes(), name),
        (b"A\0da", name),
        (b"A\x1b[2Jda", name),
        (b"/fly", "I know /start, /back and /cancel."),
        (b"/", "I know /start, /back and /cancel."),
        ("  Ада \r".as_bytes(), "How old are you, Ада?"),
        (b"thirty-six", age),
        (b"0", age),
        (b"131", age),
        (b"-1", age),
        (b"36.5", age),
        (b"99999999999999999999999999", age),
        (b"@x: 36", age),
        (b"@99999999999999999999: 36", age),
        (b"@: 36", age),
        (b"36", "Ада, 36 years old: is that right? (yes or no)"),
        (b"maybe", "Yes or no, please."),
        // The last line has no end.
        (b"YES", "You are registered: Ада, 36 years old."),
    ];
    let input: Vec<&[u8]> = steps.iter().map(|(line, _)| *line).collect();
    let output = pipe(&mut bot(db), &input.join(&b'\n'))?;
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let expected: Vec<&str> = steps.iter().map(|(_, answer)| *answer).collect();
    assert_eq!(answers(&output), expected);

    // No message at all.
    let output = pipe(&mut bot(db), b"")?;
    assert!(output.status.success() && answers(&output).is_empty(), "{output:?}");
    Ok(())
}

async fn the_table_is_called_as_the_environment_says(db: &TestDatabase) -> TestResult {
    let output = pipe(bot(db).env("FSM_TABLE_NAME", "dev_fsm_data"), b"hello\n")?;
    assert!(output.status.success(), "{output:?}");
    let rows = db.query_text("SELECT COUNT(*) FROM dev_fsm_data").await?;
    assert_eq!(rows, [[Some("1".to_owned())]]);
    assert!(db.query_text("SELECT COUNT(*) FROM fsm_data").await.is_err(), "there are two tables");
    Ok(())
}

async fn a_state_that_nobody_knows_stays_and_disturbs_nobody_else(db: &TestDatabase) -> TestResult {
    pipe(&mut bot(db), b"hello\n@7: hello\n")?;
    db.execute("UPDATE fsm_data SET state = 'form:years' WHERE user_id = 7").await?;
    let output = pipe(&mut bot(db), b"@7: Grace\nAda\n")?;
    assert!(output.status.success(), "{output:?}");
    let apology = "@7: Something went wrong on my side. Please write that again.";
    assert_eq!(answers(&output), [apology, "How old are you, Ada?"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("the stored state `form:years` is none of"), "{told}");
    assert!(!told.contains("Grace"), "{told}");
    let states = db.query_text("SELECT state FROM fsm_data WHERE user_id = 7").await?;
    assert_eq!(states, [[Some("form:years".to_owned())]]);
    Ok(())
}

async fn a_database_that_is_none_is_an_error_that_says_so(db: &TestDatabase) -> TestResult {
    let missing = format!("{}.none", db.url());
    for url in ["oracle://localhost/app", &missing, ""] {
        let output = pipe(bot(db).env("DATABASE_URL", url), b"")?;
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{url}: {told}");
        assert!(told.starts_with("Error: "), "{url}: {told}");
    }
    Ok(())
}
