use super::{Config, ConfigFile, Template, shown_url};
use crate::{ErrorKind, TransactionMode};
use fsm_core::LockStrategy;
use std::time::Duration;

/// What is wrong with a text: `LINE: MESSAGE (HELP)`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let error = ConfigFile::parse("fsm.toml", text).unwrap_err();
    let ErrorKind::Config { problems, .. } = error.kind() else { panic!("{error:?}") };
    let found: Vec<String> = problems
        .iter()
        .map(|problem| {
            let help = problem.help.as_ref().map(|help| format!(" ({help})"));
            format!("{}: {}{}", problem.line, problem.message, help.unwrap_or_default())
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn config(text: &str, environment: Option<&str>) -> Config {
    ConfigFile::parse("fsm.toml", text).unwrap().config(environment).unwrap()
}

#[test]
fn an_empty_file_says_what_is_usual() {
    let config = config("", None);
    assert_eq!(config.script_location, "src/migrations");
    assert_eq!(config.version_table.to_string(), "fsm_version");
    assert_eq!(config.timezone, "UTC");
    assert!(config.url.is_none());
    assert_eq!(config.transaction_mode, TransactionMode::PerRevision);
}

#[test]
fn every_key_is_read() {
    let config = config(
        r#"
script_location = "migrations"
version_locations = ["lib/migrations"]
module_file = "src/migrations.rs"
file_template = "{id}"
timezone = "Europe/Berlin"
set = "fsm"
url = "postgres://u@h/d"
version_table = "v"
version_table_schema = "app"
transaction_mode = "whole-run"
include = ["app.*"]
exclude = "tmp_*"
include_sets = ["fsm"]
[exclude_kinds]
index = ["*_trgm"]
[lock]
strategy = "row"
timeout = "2m"
[timeouts]
statement = "250ms"
retries = 7
[settings]
fsm_table = "dev_fsm"
[[hooks]]
command = ["rustfmt", "--edition", "2024"]
[[hooks]]
name = "check"
command = ["cat", "{file}"]
"#,
        None,
    );
    assert_eq!(config.locations().collect::<Vec<_>>(), ["migrations", "lib/migrations"]);
    assert_eq!(config.version_table.to_string(), "app.v");
    assert_eq!(config.transaction_mode, TransactionMode::WholeRun);
    assert_eq!(config.lock, LockStrategy::Row);
    assert_eq!(config.lock_timeout, Some(Duration::from_mins(2)));
    assert_eq!(config.timeouts.statement, Some(Duration::from_millis(250)));
    assert_eq!((config.timeouts.lock, config.timeouts.retries), (None, 7));
    assert_eq!(config.exclude, ["tmp_*"]);
    assert_eq!(config.settings["fsm_table"], "dev_fsm");
    assert_eq!(config.hooks[0].name, "rustfmt");
    assert_eq!(config.hooks[0].arguments("a.rs"), ["rustfmt", "--edition", "2024", "a.rs"]);
    assert_eq!(config.hooks[1].arguments("a.rs"), ["cat", "a.rs"]);
    assert_eq!(config.exclude_kinds.len(), 1);
}

#[test]
fn an_environment_stands_before_the_rest() {
    let text = "version_table = 'a'\nurl = 'sqlite:a'\n[settings]\nx = '1'\ny = '1'\n[env.test]\nurl = 'sqlite:b'\n[env.test.settings]\nx = '2'\n";
    let plain = config(text, None);
    let tested = config(text, Some("test"));
    let url = |config: &Config| config.url.clone().unwrap().expand(|_| None).unwrap();
    assert_eq!((url(&plain).as_str(), url(&tested).as_str()), ("sqlite:a", "sqlite:b"));
    assert_eq!((tested.settings["x"].as_str(), tested.settings["y"].as_str()), ("2", "1"));
    assert_eq!(tested.version_table.to_string(), "a");
    let file = ConfigFile::parse("fsm.toml", text).unwrap();
    let error = file.config(Some("tset")).unwrap_err();
    assert_eq!(error.to_string(), "`fsm.toml` has no environment `tset`");
    assert_eq!(error.help().as_deref(), Some("there is `test`"));
}

#[test]
fn what_is_no_key_is_said_with_its_line_and_all_at_once() {
    check(
        "script_lokation = 'x'\n\n[lock]\ntimeot = '5s'\nstrategy = 'advisry'\n",
        &[
            "1: `script_lokation` is no key (did you mean `script_location`?)",
            "4: `lock.timeot` is no key (did you mean `lock.timeout`?)",
            "5: `lock.strategy`: `advisry` is none of `advisory`, `row`, `none`",
        ],
    );
    check("[env.a]\nurll = 'x'\n", &["2: `env.a.urll` is no key (did you mean `env.a.url`?)"]);
    check("[env.a.env.b]\n", &["1: `env.a.env` is no key"]);
}

#[test]
fn what_is_of_another_type_is_said() {
    check("url = 3\n", &["1: `url` is a text, and this is a number"]);
    check("lock = 'row'\n", &["1: `lock` is a table, and this is a text"]);
    check("env = 3\n", &["1: `env` is a table, and this is a number"]);
    check("include = ['a', 1]\n", &["1: `include` is a list of texts, and this is a number"]);
    check("hooks = [1]\n", &["1: `hooks` is a list of tables, and this is a number"]);
    check("[settings]\na = { b = 1 }\n", &["2: `settings.a` is a text, and this is a table"]);
    check("script_location = ''\n", &["1: `script_location` is empty"]);
    check(
        "[timeouts]\nretries = -1\n",
        &["2: `timeouts.retries` is a whole number from 0 on, and this is a number"],
    );
    check(
        "[lock]\ntimeout = '5'\n",
        &["2: `lock.timeout`: `5` is no duration, such as `250ms`, `5s`, `2m` or `1h`"],
    );
    check(
        "[lock]\ntimeout = '99999999999999999h'\n",
        &["2: `lock.timeout`: `99999999999999999h` is longer than a hundred years"],
    );
    check(
        "[[hooks]]\nname = 'x'\n",
        &[
            "1: a hook has no `command` (write the program and its arguments: `command = [\"rustfmt\", \"{file}\"]`)",
        ],
    );
}

#[test]
fn a_hostile_text_is_refused_and_nothing_panics() {
    let deep = format!("a = {}", "[".repeat(100_000));
    let bytes: String = (1..128u8).map(char::from).collect();
    for text in [
        "= 1",
        "a = ",
        "[",
        "a = 1\na = 2",
        "a.b = 1\na = 2",
        "\u{feff}\u{feff}",
        "é = '",
        &deep,
        &bytes,
        "url = '${A'",
        "url = '${}'",
        "url = '${A B}'",
        "\0",
        "[env]\n'' = 1",
    ] {
        let error = ConfigFile::parse("fsm.toml", text).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Config { .. }), "{text}");
    }
}

#[track_caller]
fn expand(text: &str, expected: &str) {
    let lookup = |name: &str| match name {
        "A" => Some("1".to_owned()),
        "EMPTY" => Some(String::new()),
        _ => None,
    };
    assert_eq!(Template::parse(text).unwrap().expand(lookup).unwrap(), expected, "{text}");
}

#[test]
fn variables_stand_in_urls() {
    expand("sqlite://${A}/b", "sqlite://1/b");
    expand("${A}${A}", "11");
    expand("${B:-sqlite:app.db?mode=rwc}", "sqlite:app.db?mode=rwc");
    expand("${EMPTY:-x}", "x");
    expand("a$b $${A} $", "a$b ${A} $");
    let error = Template::parse("x${B}").unwrap().expand(|_| None).unwrap_err();
    assert_eq!(error.to_string(), "the variable `B`, which `url` names, is not set");
}

#[test]
fn no_password_is_shown() {
    for (url, shown) in [
        ("sqlite:a.db?mode=rwc", "sqlite:a.db"),
        ("postgres://u@h/d", "postgres://u@h/d"),
        ("postgres://u:p@h:1/d?password=p", "postgres://u:***@h:1/d"),
        ("postgres://u:p@q/r@h/d", "postgres://u:***@h/d"),
        ("postgres://u:p?q@h/d?x=1", "postgres://u:***@h/d"),
        ("u:p@h", "***"),
    ] {
        assert_eq!(shown_url(url), shown);
    }
    let config = config("url = 'postgres://u:secret@h/d'", None);
    assert!(!format!("{config:?}").contains("secret"));
}
