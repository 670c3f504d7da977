//! The server as people run it: on a free port, killed, asked to stop, on every database.

mod server;

use fsm_core::Dialect;
use fsm_tests::{Suite, TestDatabase, TestResult, cases};
use serde_json::json;
use server::Server;
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    Suite::new()
        .on_all(cases![
            the_dialogue_is_answered_in_json,
            users_that_write_at_the_same_time_are_kept_apart,
            messages_of_one_user_wait_for_each_other,
            after_a_kill_the_conversation_goes_on_where_it_was,
            a_request_under_way_is_answered_when_asked_to_stop,
            without_its_table_the_server_is_not_healthy,
            a_table_that_is_wrong_keeps_the_server_from_starting,
            tables_that_drifted_are_told_or_refused,
            revisions_are_applied_told_or_refused,
            of_many_that_start_at_once_one_applies_the_revisions,
        ])
        .on(
            &[Dialect::Sqlite],
            cases![what_is_no_message_is_refused_in_json, a_request_that_does_not_end_is_cut_off,],
        )
        .run()
}

async fn the_dialogue_is_answered_in_json(db: &TestDatabase) -> TestResult {
    let server = Server::start(db)?;
    let steps = [
        ("hello", "Hello! What is your name?", json!("form:name")),
        ("A\u{0}da", "A name of at most 80 letters, please.", json!("form:name")),
        ("Ada", "How old are you, Ada?", json!("form:age")),
        ("old", "A number from 1 to 130, please.", json!("form:age")),
        ("36", "Ada, 36 years old: is that right? (yes or no)", json!("form:confirm")),
        ("yes", "You are registered: Ada, 36 years old.", json!("form:done")),
        ("/cancel", "Cancelled, and what you told me is forgotten.", json!(null)),
    ];
    for (text, reply, state) in steps {
        let message = json!({ "chat": -100, "user": 7, "text": text });
        let (status, answer) = server.post("/message", &message.to_string())?;
        assert_eq!((status, answer), (200, json!({ "reply": reply, "state": state })), "{text}");
    }
    let (status, health) = server.get("/health")?;
    assert_eq!((status, health), (200, json!({ "health": "the table `fsm_data` is fine" })));
    Ok(())
}

async fn users_that_write_at_the_same_time_are_kept_apart(db: &TestDatabase) -> TestResult {
    let server = Server::start(db)?;
    let register = |user: i64| -> std::io::Result<String> {
        let mut state = String::new();
        for text in ["hello", &format!("Ada {user}"), &format!("{}", user + 20), "yes"] {
            let message = json!({ "chat": user % 3, "user": user, "text": text });
            let (status, answer) = server.post("/message", &message.to_string())?;
            assert_eq!(status, 200, "{answer}");
            state = format!("{} {}", answer["reply"], answer["state"]);
        }
        Ok(state)
    };
    thread::scope(|scope| {
        let users: Vec<_> = (1..=16).map(|user| scope.spawn(move || register(user))).collect();
        for (user, state) in (1..).zip(users) {
            let expected = format!(
                r#""You are registered: Ada {user}, {} years old." "form:done""#,
                user + 20
            );
            assert_eq!(state.join().expect("no request panics")?, expected);
        }
        Ok(())
    })
}

async fn messages_of_one_user_wait_for_each_other(db: &TestDatabase) -> TestResult {
    let server = Server::start(db)?;
    for text in ["hello", "Ada", "36"] {
        server.say(text)?;
    }
    thread::scope(|scope| {
        let all: Vec<_> = (0..8).map(|_| scope.spawn(|| server.say("yes"))).collect();
        for answered in all {
            let (status, answer) = answered.join().expect("no request panics")?;
            let reply = json!({
                "reply": "You are registered: Ada, 36 years old.", "state": "form:done"
            });
            assert_eq!((status, answer), (200, reply));
        }
        Ok(())
    })
}

async fn after_a_kill_the_conversation_goes_on_where_it_was(db: &TestDatabase) -> TestResult {
    for (text, state) in [("hello", "form:name"), ("Ada", "form:age"), ("36", "form:confirm")] {
        let server = Server::start(db)?;
        let (status, answer) = server.say(text)?;
        assert_eq!((status, &answer["state"]), (200, &json!(state)), "{answer}");
        server.kill()?;
    }
    let server = Server::start(db)?;
    assert_eq!(server.say("yes")?.1["reply"], "You are registered: Ada, 36 years old.");
    Ok(())
}

async fn a_request_under_way_is_answered_when_asked_to_stop(db: &TestDatabase) -> TestResult {
    let mut server = Server::start(db)?;
    server.say("hello")?;
    // The server has taken the head of the request and waits for its body: it is under way.
    let under_way = server.begin("/message")?;
    // A connection without a request must not hold it up.
    let idle = server.connect()?;
    server.ask_to_stop()?;
    server.wait_for("asked to stop")?;
    server.refuses_connections()?;
    assert!(server.is_running()?, "it did not wait for the request");

    let message = json!({ "chat": 1, "user": 1, "text": "Ada" }).to_string();
    let (status, answer) = under_way.finish(&message)?;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer, json!({ "reply": "How old are you, Ada?", "state": "form:age" }));
    assert!(server.end()?.success());
    drop(idle);

    // It was no empty promise.
    let server = Server::start(db)?;
    assert_eq!(server.say("")?.1["reply"], "How old are you, Ada?");
    Ok(())
}

async fn a_request_that_does_not_end_is_cut_off(db: &TestDatabase) -> TestResult {
    let mut server = Server::start(db)?;
    let under_way = server.begin("/message")?;
    server.ask_to_stop()?;
    server.wait_for("asked to stop")?;
    assert!(server.end()?.success());
    drop(under_way);
    Ok(())
}

async fn without_its_table_the_server_is_not_healthy(db: &TestDatabase) -> TestResult {
    let server = Server::start(db)?;
    db.execute("DROP TABLE fsm_data").await?;
    let (status, health) = server.get("/health")?;
    assert_eq!((status, health), (503, json!({ "error": "there is no table `fsm_data`" })));
    let (status, answer) = server.say("hello")?;
    assert_eq!((status, answer), (500, json!({ "error": "something went wrong on this side" })));
    Ok(())
}

async fn a_table_that_is_wrong_keeps_the_server_from_starting(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE fsm_data (id INTEGER NOT NULL PRIMARY KEY)").await?;
    let output = Server::command(db).output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("the table `fsm_data` is not as expected: "), "{told}");
    Ok(())
}

async fn tables_that_drifted_are_told_or_refused(db: &TestDatabase) -> TestResult {
    drop(Server::start(db)?);
    db.execute("ALTER TABLE fsm_data_lock DROP COLUMN owner").await?;
    // As the other two, and told, it starts.
    let server = Server::start(db)?;
    assert_eq!(server.get("/health")?.0, 200);
    drop(server);
    let output = Server::command(db).env("SCHEMA_DRIFT", "refuse").output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("the database is not as the models say"), "{told}");
    assert!(told.contains("`owner`"), "{told}");
    let output = Server::command(db).env("SCHEMA_DRIFT", "perhaps").output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("SCHEMA_DRIFT is `warn` or `refuse`, not `perhaps`"), "{told}");
    Ok(())
}

async fn revisions_are_applied_told_or_refused(db: &TestDatabase) -> TestResult {
    let with = |mode: &str| Server::command(db).env("MIGRATIONS", mode).output();
    let refused = with("refuse")?;
    let told = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{told}");
    assert!(told.contains("1 revision is not applied: "), "{told}");
    // Told, it goes on, and then there is no table.
    let warned = with("warn")?;
    let told = String::from_utf8_lossy(&warned.stderr);
    assert!(told.contains("1 revision is not applied: "), "{told}");
    assert!(told.contains("there is no table `fsm_data`"), "{told}");
    let odd = with("perhaps")?;
    let told = String::from_utf8_lossy(&odd.stderr);
    assert!(told.contains("MIGRATIONS is `upgrade`, `refuse` or `warn`, not `perhaps`"), "{told}");

    for mode in ["upgrade", "refuse", "warn", "upgrade"] {
        let server = Server::start_with(db, &[("MIGRATIONS", mode)])?;
        assert_eq!(server.get("/health")?.0, 200, "{mode}");
    }
    Ok(())
}

async fn of_many_that_start_at_once_one_applies_the_revisions(db: &TestDatabase) -> TestResult {
    thread::scope(|scope| {
        let start = || Server::start_with(db, &[("MIGRATIONS", "upgrade")]);
        let servers: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        for server in servers {
            let server = server.join().expect("no start panics")?;
            assert_eq!(server.get("/health")?.0, 200);
        }
        Ok::<(), std::io::Error>(())
    })?;
    let rows = db.query_text("SELECT direction FROM fsm_version_ledger WHERE step = 0").await?;
    assert_eq!(rows, [[Some("upgrade".to_owned())]]);
    Ok(())
}

async fn what_is_no_message_is_refused_in_json(db: &TestDatabase) -> TestResult {
    let server = Server::start(db)?;
    let large = format!(r#"{{"chat":1,"user":1,"text":"{}"}}"#, "x".repeat(3 << 20));
    for (body, expected) in [
        ("", 400),
        ("{", 400),
        ("[]", 422),
        (r#"{"chat":1,"user":1}"#, 422),
        (r#"{"chat":1,"user":"one","text":"hello"}"#, 422),
        (r#"{"chat":1,"user":99999999999999999999,"text":"hello"}"#, 422),
        (&large, 413),
    ] {
        let (status, answer) = server.post("/message", body)?;
        assert_eq!(status, expected, "{answer}");
        assert!(answer["error"].is_string(), "{answer}");
    }
    for (path, expected) in [("/message", 405), ("/", 404)] {
        let (status, answer) = server.get(path)?;
        assert_eq!(status, expected, "{answer}");
        assert!(answer["error"].is_string(), "{answer}");
    }
    assert_eq!(db.query_text("SELECT COUNT(*) FROM fsm_data").await?, [[Some("0".to_owned())]]);
    Ok(())
}
