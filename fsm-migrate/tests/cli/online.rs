//! Runs on a database, and what is said of it.

use super::bench::{Bench, users};
use fsm_core::{ColumnDef, SqlType};
use fsm_migrate::graph::Revision;

#[test]
fn up_and_down_and_where_the_database_is() {
    let bench = Bench::begun()
        .with_users()
        .empty([Revision::new("bbbb2222").down_revision(["aaaa1111"]).message("more")]);
    assert_eq!(bench.fine(&["current"]), "");
    let said = bench.refused(&["current", "--check-heads"]);
    assert!(
        said.contains("error: the database is 2 revisions behind\n  help: run `upgrade heads`")
    );
    let found = bench.run(&["check"]);
    assert_eq!(
        (found.code, found.out.as_str()),
        (
            1,
            "the database is 2 revisions behind: run `upgrade heads`\n  pending: aaaa1111, users\n  pending: bbbb2222, more\n"
        )
    );
    let plan = bench.fine(&["plan", "+1"]);
    assert!(plan.starts_with("upgrade aaaa1111, users\n\n  -- create table"), "{plan}");

    let said = bench.fine(&["upgrade", "+1"]);
    assert!(said.starts_with("applied aaaa1111, users (") && said.lines().count() == 1, "{said}");
    let value: serde_json::Value =
        serde_json::from_str(&bench.fine(&["upgrade", "--json"])).unwrap();
    assert_eq!(value["revisions"][0]["revision"], "bbbb2222");
    assert_eq!(value["rows"], serde_json::json!(["bbbb2222"]));
    assert_eq!(bench.fine(&["upgrade"]), "nothing to do: the database is at bbbb2222\n");
    assert_eq!(bench.fine(&["current"]), "bbbb2222 (head), more\n");
    assert_eq!(bench.fine(&["check"]), "the database is as the models say\n");
    assert_eq!(bench.fine(&["-q", "check"]), "");
    assert_eq!(
        bench.fine(&["history", "-i", "-r", "current:"]),
        "aaaa1111 -> bbbb2222 (head) (current), more\n"
    );
    let plan = bench.fine(&["plan", "--down", "base"]);
    assert!(plan.contains("downgrade aaaa1111") && plan.contains("destroys data"), "{plan}");

    assert!(bench.fine(&["downgrade", "-1"]).starts_with("undid bbbb2222, more ("));
    assert_eq!(bench.fine(&["stamp", "head"]), "the database is at bbbb2222\n");
    assert_eq!(bench.fine(&["stamp", "--purge", "aaaa"]), "the database is at aaaa1111\n");
    assert!(bench.fine(&["downgrade", "base"]).starts_with("undid aaaa1111, users ("));
    let applied = bench.fine(&["history", "--applied"]);
    let words: Vec<&str> =
        applied.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(
        words,
        ["downgrade", "stamp", "stamp", "downgrade", "upgrade", "upgrade"],
        "{applied}"
    );
}

#[test]
fn a_row_whose_revision_is_gone_is_named() {
    let bench = Bench::begun().with_users();
    bench.fine(&["upgrade"]);
    let other = bench.without_revisions();
    let said = other.refused(&["upgrade"]);
    assert!(said.contains("the version table names `aaaa1111`"), "{said}");
    assert!(said.contains("stamp --purge"), "{said}");
}

#[test]
fn a_statement_that_is_refused_is_shown_with_what_to_do() {
    let bench = Bench::begun().with_users().revision(
        Revision::new("bbbb2222").down_revision(["aaaa1111"]),
        |op| op.execute("UPDATE nowhere SET x = 1"),
        |_| {},
    );
    let said = bench.refused(&["upgrade"]);
    for part in
        ["bbbb2222", "because: ", "no such table: nowhere", "statement: UPDATE nowhere", "help: "]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(bench.fine(&["current"]), "aaaa1111, users\n", "what was before stands");
}

#[test]
fn dropping_everything_is_asked() {
    let bench = Bench::begun().with_users();
    assert!(bench.fine(&["create-all"]).contains("created table `users`"));
    assert!(bench.refused(&["drop-all"]).contains("`--yes` says so"));
    let no = bench.answering(&["drop-all"], "what\nno\n");
    assert_eq!(no.code, 1, "{no:?}");
    assert_eq!(no.err.matches("[y/n]").count(), 2, "{no:?}");
    let yes = bench.answering(&["drop-all"], "y\n");
    assert_eq!((yes.code, yes.out.as_str()), (0, "dropped table `users`\n"));
    assert_eq!(bench.fine(&["drop-all", "--yes"]), "absent table `users`\n");
}

#[test]
fn a_database_becomes_models_and_a_picture() {
    let bench = Bench::begun().with_users();
    bench.fine(&["upgrade"]);
    let source = bench.fine(&["inspect"]);
    assert!(source.contains("pub struct Users") && !source.contains("FsmVersion"), "{source}");
    let folder = bench.path("models").display().to_string();
    bench.fine(&["inspect", "-o", &folder]);
    assert!(bench.files("models").contains(&"users.rs".to_owned()));
    assert!(bench.refused(&["inspect", "-o", &folder]).contains("is there"));
    let picture = bench.path("tables.svg").display().to_string();
    bench.fine(&["diagram", "--svg", "--database", "-o", &picture]);
    assert!(bench.read("tables.svg").starts_with("<svg "));
}

#[test]
fn a_revision_that_leaves_something_behind_fails_the_test() {
    let good = Bench::begun().with_users();
    let said = good.fine(&["test"]);
    assert_eq!(said.matches("ok     ").count(), 5, "{said}");

    let bad = Bench::begun().with_users().revision(
        Revision::new("bbbb2222").down_revision(["aaaa1111"]).message("half undone"),
        |op| {
            op.create_table("left", |t| {
                t.column("id", SqlType::BigInteger).not_null();
                t.primary_key(["id"]);
            });
            op.add_column("users", "age", SqlType::Integer);
        },
        |op| {
            op.drop_column("users", "age");
        },
    );
    let answer = bad.run(&["test"]);
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(answer.out.contains("FAILED up, down and up: bbbb2222, half undone"), "{answer:?}");

    let drift =
        Bench::begun().with_users().model(users().column(ColumnDef::new("age", SqlType::Integer)));
    let answer = drift.run(&["test"]);
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(answer.out.contains("FAILED at head the database is as the models say"), "{answer:?}");
}

#[test]
fn every_join_is_tried_on_its_own() {
    let table = |name: &'static str, revision: Revision, bench: Bench| {
        bench.revision(
            revision,
            move |op| {
                op.create_table(name, |t| {
                    t.column("id", SqlType::BigInteger).not_null();
                    t.primary_key(["id"]);
                });
            },
            move |op| {
                op.drop_table(name);
            },
        )
    };
    let model = |name: &'static str| {
        fsm_core::TableDef::new(name)
            .column(ColumnDef::new("id", SqlType::BigInteger))
            .primary_key(["id"])
    };
    let bench = Bench::begun().with_users().model(model("b")).model(model("c"));
    let bench = table("b", Revision::new("bbbb").down_revision(["aaaa1111"]), bench);
    let bench = table("c", Revision::new("cccc").down_revision(["aaaa1111"]), bench);
    let bench = bench.empty([Revision::new("dddd").down_revision(["bbbb", "cccc"])]);
    let said = bench.fine(&["test"]);
    for id in ["aaaa1111, users", "bbbb", "cccc", "dddd"] {
        assert!(said.contains(&format!("ok     up, down and up: {id}\n")), "{said}");
    }
}

#[test]
fn a_scratch_database_with_something_in_it_is_not_touched() {
    let bench = Bench::begun().with_users();
    bench.fine(&["upgrade"]);
    let url = format!("sqlite:{}", bench.path("app.db").display());
    let said = bench.refused(&["test", "--url", &url]);
    assert!(said.contains("the scratch database is not empty"), "{said}");
    assert_eq!(bench.fine(&["current"]), "aaaa1111 (head), users\n");
}
