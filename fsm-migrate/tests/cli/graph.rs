//! What there is to say about the graph, without a database.

use super::bench::Bench;
use fsm_migrate::graph::Revision;

/// `a` <- `b`, `c` <- `d` joins both; `l` is another root with a label, on which `d` depends.
fn bench() -> Bench {
    Bench::new().empty([
        Revision::new("a111").message("first"),
        Revision::new("b222").down_revision(["a111"]).message("second\nwith more to say"),
        Revision::new("c333").down_revision(["a111"]),
        Revision::new("d444").down_revision(["b222", "c333"]).depends_on(["lib"]),
        Revision::new("l555").branch_labels(["lib"]).message("a library's"),
    ])
}

#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    assert_eq!(bench().fine(arguments), expected);
}

#[test]
fn heads_are_shown_with_what_they_are() {
    check(
        &["heads"],
        "d444 (head) (mergepoint)\nl555 (lib) (head that others depend on), a library's\n",
    );
    check(&["heads", "--resolve-dependencies"], "d444 (head) (mergepoint)\n");
}

#[test]
fn branches_are_shown_with_what_follows() {
    check(&["branches"], "a111 (branchpoint), first\n    -> b222, second\n    -> c333\n");
}

#[test]
fn history_is_a_line_a_revision_or_a_drawing() {
    check(
        &["history"],
        "b222, c333 (l555) -> d444 (head) (mergepoint)\n\
         a111 -> b222, second\n\
         a111 -> c333\n\
         <base> -> a111 (branchpoint), first\n\
         <base> -> l555 (lib) (head that others depend on), a library's\n",
    );
    check(
        &["history", "--graph", "-r", "a111:d444"],
        "● d444 (head) (mergepoint) (needs l555)\n\
         ├─╮\n\
         ● │ b222, second\n\
         │ ● c333\n\
         ├─╯\n\
         ● a111 (branchpoint), first\n",
    );
    check(
        &["history", "-r", "-1:b222"],
        "a111 -> b222, second\n<base> -> a111 (branchpoint), first\n",
    );
}

#[test]
fn a_revision_is_shown_in_full() {
    check(
        &["show", "b222"],
        "Revision: b222\nFollows: a111\nFollowed by: d444\n\n    second\n    with more to say\n\n",
    );
    check(
        &["show", "lib@head"],
        "Revision: l555 (lib) (head that others depend on)\nFollows: <base>\n\
         Depended on by: d444\nBranches: lib\n\n    a library's\n\n",
    );
}

#[test]
fn machines_get_json() {
    let text = bench().fine(&["show", "d444", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value[0]["down_revision"], serde_json::json!(["b222", "c333"]));
    assert_eq!(value[0]["depends_on"], serde_json::json!(["l555"]));
    assert_eq!(value[0]["is_merge_point"], true);
    let answer = bench().run(&["show", "zzz", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&answer.err).unwrap();
    assert_eq!(value["error"], "no revision or branch is called `zzz`");
    assert_eq!(answer.code, 1);
}

#[test]
fn what_means_nothing_is_refused_with_the_nearest() {
    let said = bench().refused(&["show", "lob"]);
    assert_eq!(said, "error: no revision or branch is called `lob`\n  help: did you mean `lib`?\n");
    let said = bench().refused(&["show", "base"]);
    assert_eq!(said, "error: `base` is no revision\n");
}

#[test]
fn wrong_usage_ends_with_two_and_help_with_none() {
    for arguments in [
        &["frobnicate"][..],
        &["upgrade", "--no-such"],
        &["history", "--applied", "-r", "a:b"],
        &["-x", "novalue", "heads"],
        &["-v", "-q", "heads"],
        &["downgrade"],
        &["merge"],
        &["upgrade", "a:b"],
        &["downgrade", "--sql", "base"],
        &["upgrade", "--dialect", "sqlite"],
    ] {
        let answer = bench().run(arguments);
        assert_eq!(answer.code, 2, "{arguments:?}: {answer:?}");
        assert!(answer.out.is_empty() && !answer.err.is_empty(), "{answer:?}");
    }
    for arguments in [&["--help"][..], &["upgrade", "--help"], &["--version"]] {
        let answer = bench().run(arguments);
        assert_eq!(answer.code, 0, "{arguments:?}: {answer:?}");
        assert!(!answer.out.is_empty() && answer.err.is_empty(), "{answer:?}");
    }
}

#[test]
fn sql_needs_no_database() {
    let bench = Bench::new().with_users();
    let text = bench.fine(&["upgrade", "--sql", "--dialect", "postgres"]);
    assert!(text.contains("CREATE TABLE \"users\""), "{text}");
    let text = bench.fine(&["downgrade", "--sql", "head:base", "--dialect", "mariadb"]);
    assert!(text.contains("DROP TABLE `users`"), "{text}");
    let text = bench.fine(&["stamp", "head", "--sql", "--dialect", "sqlite"]);
    assert!(text.contains("'aaaa1111'") && !text.contains("\"users\""), "{text}");
    let text = bench.fine(&["stamp", "head", "--purge", "--sql", "--dialect", "sqlite"]);
    assert!(text.contains("DELETE FROM \"fsm_version\""), "{text}");
    let text = bench.fine(&["ensure-version", "--sql", "--dialect", "mysql"]);
    assert!(text.contains("fsm_version_ledger") && !text.contains("INSERT"), "{text}");
    let text = bench.fine(&["create-all", "--sql", "--dialect", "sqlite"]);
    assert!(text.starts_with("CREATE TABLE \"users\""), "{text}");
    assert!(bench.fine(&["diagram"]).contains("users {"));
    assert!(bench.fine(&["diagram", "--svg"]).starts_with("<svg "));
    assert!(bench.fine(&["completions", "bash"]).contains("ensure-version"));
}
