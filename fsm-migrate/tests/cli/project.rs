//! Where a command finds its configuration and its database.

use super::bench::Bench;
use std::fs;

fn bench() -> Bench {
    let bench = Bench::begun().with_users();
    bench.write("fsm.toml", "");
    bench
}

fn file(bench: &Bench, name: &str) -> String {
    format!("sqlite:{}?mode=rwc", bench.path(name).display())
}

#[test]
fn the_database_is_named_in_one_of_four_places() {
    let bench = bench();
    bench.write(".env", &format!("# the database\nDATABASE_URL=\"{}\"\n", file(&bench, "env.db")));
    bench.fine(&["upgrade"]);
    assert!(bench.path("env.db").is_file());

    bench.write("fsm.toml", "url = 'sqlite:${here}/${STORAGE:-toml.db}?mode=rwc'\n[env.prod]\nurl = 'sqlite:${here}/prod.db?mode=rwc'\n");
    bench.fine(&["upgrade"]);
    assert!(bench.path("toml.db").is_file());
    bench.write(".env", "STORAGE=named.db\n");
    bench.fine(&["upgrade"]);
    assert!(bench.path("named.db").is_file());
    bench.fine(&["-n", "prod", "upgrade"]);
    assert!(bench.path("prod.db").is_file());
    bench.fine(&["upgrade", "--url", &file(&bench, "flag.db")]);
    assert!(bench.path("flag.db").is_file());
}

#[test]
fn what_is_wrong_with_the_place_is_said_without_secrets() {
    let bench = bench();
    bench.write("fsm.toml", "url = 'postgres://u:${SECRET_THAT_NOBODY_SET}@h/d'\n");
    let said = bench.refused(&["current"]);
    assert!(said.contains("the variable `SECRET_THAT_NOBODY_SET`, which `url` names, is not set"));
    for url in ["oracle://u:s3cret@h/d", "u:s3cret@h", "sqlite:/no/such/folder/s3cret.db"] {
        bench.write("fsm.toml", "");
        let said = bench.refused(&["current", "--url", url]);
        assert!(!said.contains("s3cret") && said.contains("help: "), "{said}");
        let said = bench.run(&["upgrade", "--sql", "--url", url]);
        assert!(!format!("{said:?}").contains("s3cret@"), "{said:?}");
    }
    bench.write(".env", "A = 'unclosed s3cret\n");
    let said = bench.refused(&["current"]);
    assert!(said.contains("cannot be understood") && !said.contains("s3cret"), "{said}");
}

#[test]
fn a_hostile_configuration_is_an_error_with_lines() {
    let bench = bench();
    bench.write("fsm.toml", "script_locatoin = 'x'\nurl = 7\n");
    let said = bench.refused(&["heads"]);
    assert!(said.contains("line 1: `script_locatoin` is no key"), "{said}");
    assert!(said.contains("line 2: `url` is a text, and this is a number"), "{said}");
    assert!(said.contains("help: did you mean `script_location`?"), "{said}");

    fs::write(bench.path("fsm.toml"), [0xff, 0xfe, 0x00]).unwrap();
    bench.refused(&["heads"]);
    bench.write("fsm.toml", "include_sets = ['no_such_set']\n");
    let said = bench.refused(&["current", "--url", "sqlite::memory:"]);
    assert!(said.contains("this program has no revision of it"), "{said}");
    bench.write("fsm.toml", "");
    let said = bench.refused(&["-n", "prod", "heads"]);
    assert!(said.contains("has no environment `prod`"), "{said}");
    let missing = bench.path("other.toml").display().to_string();
    assert!(bench.refused(&["-c", &missing, "heads"]).contains("there is no configuration"));
}

#[test]
fn a_version_table_has_the_name_that_it_is_given() {
    let bench = bench();
    bench.write("fsm.toml", "version_table = 'steps'\nurl = 'sqlite:${here}/a.db?mode=rwc'\n");
    assert_eq!(
        bench.fine(&["ensure-version"]),
        "there are the tables `steps` and `steps_ledger`\n"
    );
    bench.fine(&["upgrade"]);
    bench.fine(&["check"]);
}

#[test]
fn revisions_are_told_settings() {
    let bench = Bench::begun().revision(
        fsm_migrate::graph::Revision::new("aaaa1111"),
        |op| {
            let name = op.setting("table").unwrap_or("plain").to_owned();
            op.create_table(name, |t| {
                t.column("id", fsm_core::SqlType::BigInteger);
            });
        },
        |_| {},
    );
    let sql = |arguments: &[&str]| {
        bench.fine(&[&["upgrade", "--sql", "--dialect", "sqlite"], arguments].concat())
    };
    assert!(sql(&[]).contains("\"plain\""));
    bench.write("fsm.toml", "[settings]\ntable = 'configured'\n");
    assert!(sql(&[]).contains("\"configured\""));
    assert!(sql(&["-x", "table=said"]).contains("\"said\""));
}
