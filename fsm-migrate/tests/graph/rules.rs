//! Each rule on a literal graph, where the observed scenarios do not show it: rows step by step, texts, and what Alembic does not have.

use crate::scenario::{answer, graph, ids, revision};
use fsm_migrate::graph::{Applied, Graph, Plan, RowChange, Stamp};
use fsm_migrate::{Error, ErrorKind};

const LINE: &str = "a001\nb001 < a001\nc001 < b001";
const DIAMOND: &str = "a001\nb101 < a001 @left\nb201 < a001\nc001 < b101 b201\nd001 < c001";
/// A library whose second revision the application depends on.
const LIBRARY: &str =
    "l001 @lib\nl002 < l001\nl003 < l002\na001 @app\na002 < a001 | l002\na003 < a002";

#[track_caller]
fn check(lines: &str, request: &str, expected: &str) {
    assert_eq!(answer(lines, request).trim(), expected, "{request}");
}

fn at(graph: &Graph, rows: &str) -> Applied {
    Applied::from_rows(graph, rows.split_whitespace()).unwrap()
}

fn changes(changes: &[RowChange<'_>]) -> String {
    let word = |change: &RowChange<'_>| match change {
        RowChange::Insert { id } => format!("+{id}"),
        RowChange::Delete { id } => format!("-{id}"),
        RowChange::Update { from, to } => format!("{from}>{to}"),
        RowChange::Clear => "clear".to_owned(),
        other => panic!("{other:?}"),
    };
    changes.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn steps(plan: &Plan<'_>) -> String {
    let step = |step: &fsm_migrate::graph::Step<'_>| {
        format!("{}: {}", step.revision().id, changes(step.row_changes()))
    };
    plan.steps().iter().map(step).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check_rows(lines: &str, rows: &str, up: Option<&str>, down: Option<&str>, expected: &str) {
    let graph = graph(lines).unwrap();
    let applied = at(&graph, rows);
    let plan = match (up, down) {
        (Some(target), _) => graph.upgrade(&applied, target.split_whitespace()).unwrap(),
        (_, Some(target)) => graph.downgrade(&applied, target).unwrap(),
        _ => panic!("no direction"),
    };
    assert_eq!(steps(&plan), expected);
}

#[track_caller]
fn check_stamp(stamp: &Result<Stamp<'_>, Error>, expected: &str) {
    assert_eq!(changes(stamp.as_ref().unwrap().row_changes()), expected);
}

/// The error of a request, as `main` would print it.
#[track_caller]
fn check_error<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
    assert_eq!(format!("{:?}", result.unwrap_err()), expected);
}

#[test]
fn a_row_is_inserted_for_a_root_and_updated_along_a_line() {
    check_rows(LINE, "", Some("head"), None, "a001: +a001, b001: a001>b001, c001: b001>c001");
    check_rows(LINE, "c001", None, Some("base"), "c001: c001>b001, b001: b001>a001, a001: -a001");
}

#[test]
fn a_branch_adds_a_row_and_a_join_removes_one() {
    check_rows(
        DIAMOND,
        "a001",
        Some("c001"),
        None,
        "b201: a001>b201, b101: +b101, c001: -b201 b101>c001",
    );
    check_rows(
        DIAMOND,
        "c001",
        None,
        Some("a001"),
        "c001: c001>b101 +b201, b101: -b101, b201: b201>a001",
    );
    check_rows(DIAMOND, "b101", Some("b201"), None, "b201: +b201");
    check_rows(DIAMOND, "b101 b201", None, Some("left@a001"), "b101: -b101");
}

#[test]
fn what_is_only_a_dependency_has_no_row_while_something_depends_on_it() {
    check_rows(LIBRARY, "a001 l002", Some("app@+1"), None, "a002: -l002 a001>a002");
    check_rows(LIBRARY, "a002", Some("lib@head"), None, "l003: +l003");
    check_rows(LIBRARY, "a002 l003", None, Some("l002"), "l003: -l003");
    check_rows(LIBRARY, "a002", None, Some("a001"), "a002: a002>a001 +l002");
    check_rows(LIBRARY, "l003 a001", Some("a002"), None, "a002: a001>a002");
}

#[test]
fn a_row_that_another_row_needs_goes_with_the_first_step() {
    check_rows(LINE, "a001 b001", Some("head"), None, "c001: -a001 b001>c001");
    check_rows(LINE, "a001 b001 c001", None, Some("-1"), "c001: -c001 -a001");
    check_rows(LINE, "a001 b001", None, Some("a001"), "b001: -b001");
    let graph = graph(LINE).unwrap();
    assert_eq!(at(&graph, "b001 b001").rows(), ["b001"]);
    check_stamp(&graph.stamp(&at(&graph, "a001 b001"), ["c001"]), "-b001 a001>c001");
}

#[test]
fn a_stamp_replaces_related_rows_and_keeps_others() {
    let graph = graph(DIAMOND).unwrap();
    check_stamp(&graph.stamp(&at(&graph, "d001"), ["b101", "b201"]), "d001>b101 +b201");
    check_stamp(&graph.stamp(&at(&graph, "b101 b201"), ["d001"]), "-b201 b101>d001");
    check_stamp(&graph.stamp(&at(&graph, "b101"), ["b201"]), "+b201");
    check_stamp(&graph.stamp(&at(&graph, "b101 b201"), ["b101"]), "");
    check_stamp(&graph.stamp(&at(&graph, "b101 b201"), ["base"]), "-b101 -b201");
    check_stamp(&graph.stamp(&at(&graph, "b101"), ["+1"]), "b101>c001");
    check_stamp(&graph.stamp(&at(&graph, "c001"), ["base", "b101"]), "c001>b101");
}

#[test]
fn a_purged_stamp_asks_for_no_rows() {
    let graph = graph(DIAMOND).unwrap();
    check_stamp(&graph.stamp_purged(["head"]), "clear +d001");
    check_stamp(&graph.stamp_purged(["b101", "b201"]), "clear +b101 +b201");
    check_stamp(&graph.stamp_purged(["base"]), "clear");
}

#[test]
fn rows_that_are_gone_are_all_named() {
    let graph = graph(LINE).unwrap();
    check_error(
        Applied::from_rows(&graph, ["b001", "x001", "x002", "b00"]),
        "the version table names `b00`, `x001` and `x002`, which this program does not have\n  help: was the database upgraded by another version of the program, or was a revision removed? bring it back, or set the rows with `stamp --purge`",
    );
    // What one graph has is nothing to another.
    let other = at(&crate::scenario::graph("x001").unwrap(), "x001");
    assert!(graph.upgrade(&other, ["head"]).is_err() && graph.current(&other).is_err());
}

#[test]
fn current_counts_steps_from_where_the_database_is() {
    check(LINE, "upgrade [a001] current+1", "b001 / b001");
    check(LINE, "downgrade [c001] current-2", "c001 b001 / a001");
    check(LINE, "upgrade [b001] current", "/ b001");
    check(LINE, "history [b001] -1:+1", "c001 b001 a001");
    check(LINE, "history [b001] current-1:current", "b001 a001");
    check(LIBRARY, "downgrade [a003] lib@current-1", "a003 a002 l002 / a001 l001");
    check(LINE, "upgrade [b001] +0", "/ b001");
}

#[test]
fn a_branch_may_be_named_by_the_beginning_of_its_label_or_by_an_id() {
    for name in ["library", "libr", "l001", "l002"] {
        let lines = LIBRARY.replace("@lib", "@library");
        check(&lines, &format!("upgrade [] {name}@head"), "l001 l002 l003 / l003");
    }
    check("a001 @my-lib\nb001 < a001", "upgrade [] my-lib@head", "a001 b001 / b001");
    check("a001 @v-1\nb001 < a001", "upgrade [] v-1", "a001 / a001");
    check("a001 @v-1\nb001 < a001", "upgrade [] v-1+1", "a001 b001 / b001");
}

#[test]
fn a_dependency_may_be_an_id_its_beginning_or_a_label() {
    for name in ["l002000", "l002", "second"] {
        let lines = format!("l001000\nl002000 < l001000 @second\na001 | {name}");
        check(&lines, "upgrade [] a001", "l001000 l002000 a001 / a001");
    }
    check("aaaa1\naaaa2\nb | aaaa", "load", "! ambiguous-prefix aaaa1 aaaa2");
}

#[test]
fn a_label_holds_up_the_branch_and_down_to_where_it_branches_off() {
    let labels = |id: &str| answer(DIAMOND, &format!("labels {id}"));
    assert_eq!(
        ["a001", "b101", "b201", "c001", "d001"].map(labels),
        ["", "left", "", "left", "left"]
    );
    let line = "a001\nb001 < a001\nc001 < b001 @lab\nd001 < c001\ne001 < a001";
    let labels = |id: &str| answer(line, &format!("labels {id}"));
    assert_eq!(["a001", "b001", "c001", "d001", "e001"].map(labels), ["", "lab", "lab", "lab", ""]);
}

#[test]
fn facts_tell_parents_from_dependencies() {
    let graph = graph(&format!("{LIBRARY}\nm001 < a003 l003")).unwrap();
    let facts = |id| graph.facts(id).unwrap();
    let a002 = facts("a002");
    assert_eq!((ids(a002.parents), ids(a002.dependencies)), ("a001".into(), "l002".into()));
    let l002 = facts("l002");
    assert_eq!((ids(l002.children), ids(l002.dependants)), ("l003".into(), "a002".into()));
    assert!(!l002.is_head && !l002.is_branch_point && !l002.is_effective_head);
    let m001 = facts("m001");
    assert!(m001.is_head && m001.is_effective_head && m001.is_merge_point && !m001.is_base);
    assert_eq!(m001.labels, ["app", "lib"]);
    assert!(facts("l001").is_base && graph.facts("nothere").is_none());
    let first = crate::scenario::graph("p001\nq001 | p001").unwrap();
    let p001 = first.facts("p001").unwrap();
    assert!(p001.is_head && !p001.is_effective_head);
}

#[test]
fn what_is_applied_and_what_is_not_are_in_order() {
    let graph = graph(LIBRARY).unwrap();
    let applied = at(&graph, "a002");
    assert_eq!(ids(graph.applied(&applied).unwrap()), "l001 l002 a001 a002");
    assert_eq!(ids(graph.pending(&applied).unwrap()), "l003 a003");
    assert!(!graph.is_at_heads(&applied).unwrap());
    assert!(graph.is_at_heads(&at(&graph, "a003 l003")).unwrap());
    assert_eq!(graph.at(["a002"]).unwrap(), applied);
    assert!(graph.at(["a002", "l001"]).is_err());
    assert_eq!(graph.at(["base"]).unwrap(), Applied::none());
}

#[test]
fn the_only_head_is_answered_and_several_are_refused() {
    assert_eq!(graph(LINE).unwrap().head().unwrap().unwrap().id, "c001");
    assert!(graph("").unwrap().head().unwrap().is_none());
    check_error(
        graph(LIBRARY).unwrap().head().map(|_| ()),
        "`head` could be any of several heads: `a003` and `l003`\n  help: name one of them, write `a003@head`, write `heads` where all of them are meant, or join them with `merge`",
    );
}

#[test]
fn a_join_follows_what_it_is_given_in_that_order() {
    let graph = graph("a001\nb001 < a001\nc001 < a001\nd001 < c001").unwrap();
    let merge = |of: &[&str], splice| {
        graph.merge("m001", of, splice).map(|merge| merge.down_revision.join(" "))
    };
    assert_eq!(merge(&["d001", "b001"], false).unwrap(), "d001 b001");
    assert_eq!(merge(&["heads"], false).unwrap(), "b001 d001");
    assert_eq!(merge(&["c001", "b001"], true).unwrap(), "c001 b001");
    let kind = |of: &[&str], splice| match merge(of, splice) {
        Err(error) => crate::scenario::kind(error.kind()),
        Ok(_) => panic!("{of:?}"),
    };
    assert_eq!(kind(&["c001", "b001"], false), "not-a-head c001");
    assert_eq!(kind(&["d001"], false), "nothing-to-merge");
    assert_eq!(kind(&["d001", "d001"], false), "asked-twice d001");
    assert_eq!(kind(&["d001", "a001"], true), "overlap d001: a001");
    let joined = graph.with(graph.merge("m001", ["heads"], false).unwrap()).unwrap();
    assert_eq!(ids(joined.heads()), "m001");
}

#[test]
fn one_head_may_be_joined_with_another_that_depends_on_it() {
    check("a001\nb001 | a001", "splice a001 b001", "a001 b001");
    let graph = graph("a001\nb001 | a001").unwrap();
    assert_eq!(graph.merge("m001", ["a001", "b001"], false).unwrap().down_revision.len(), 2);
}

#[test]
fn a_new_revision_has_an_id_of_its_own() {
    let graph = graph(LINE).unwrap();
    let kind = |id| graph.new_revision(id, ["head"], false).unwrap_err().kind().clone();
    assert!(matches!(kind("b001"), ErrorKind::DuplicateId { .. }));
    assert!(matches!(kind("b-1"), ErrorKind::InvalidId { .. }));
    let made = graph.new_revision("d001", ["head"], false).unwrap();
    assert_eq!(ids(graph.with(made).unwrap().heads()), "d001");
    let root = graph.new_revision("d001", ["base"], false).unwrap();
    assert_eq!(ids(graph.with(root).unwrap().bases()), "a001 d001");
}

#[test]
fn new_dependencies_keep_labels_and_complete_ids() {
    let graph = graph("l00100 @lib\nl00200 < l00100").unwrap();
    let names = |names: &[&str]| graph.new_dependencies(names).map(|names| names.join(" "));
    assert_eq!(names(&["lib", "l002", "lib@head", "head-1"]).unwrap(), "lib l00200 l00200 l00100");
    assert!(names(&["base"]).is_err() && names(&["current"]).is_err());
}

#[test]
fn a_word_that_is_nearly_one_is_answered_with_it() {
    let graph = graph(LIBRARY).unwrap();
    let help = |symbol| graph.lookup(symbol).unwrap_err().help().unwrap();
    assert_eq!(help("a0o1"), "did you mean `a001`?");
    assert_eq!(help("haed"), "did you mean `head`?");
    assert_eq!(help("lbi@head"), "did you mean `lib`?");
    assert!(help("something").starts_with("the beginning of an id"));
}

#[test]
fn errors_say_what_and_what_to_do() {
    let line = graph(LINE).unwrap();
    check_error(
        line.upgrade(&at(&line, "b001"), ["+3"]),
        "`+3` goes past the end: 1 of 3 steps can be gone\n  help: ask for fewer steps, or for `head` or `base`",
    );
    check_error(
        line.downgrade(&at(&line, "a001"), "c001"),
        "`c001` is not below `a001`\n  help: `history` shows what lies below what, and `current` where the database is",
    );
    check_error(
        line.upgrade(&at(&line, "b001"), ["-1"]),
        "`-1` leads down, and this is an upgrade\n  help: `downgrade` goes down",
    );
    check_error(
        line.upgrade(&Applied::none(), ["a001:b001"]),
        "`a001:b001` is no symbol for a revision: it is a range, and one place is asked for\n  help: write an id, its beginning, a label, `base`, `head`, `heads`, `current`, `+N`, `-N`, or `LABEL@` before one of these",
    );
    let diamond = graph(DIAMOND).unwrap();
    check_error(
        diamond.downgrade(&at(&diamond, "c001"), "-1"),
        "`-1` could go several ways at `c001`: `b101` and `b201`\n  help: name one of them instead, or write a branch before the symbol: `LABEL@+1`",
    );
    check_error(
        diamond.downgrade(&at(&diamond, "b101 b201"), "-1"),
        "`-1` could begin in several places: `b101` and `b201`\n  help: say from where: `b101-1`, `b101+1`, or `LABEL@-1`",
    );
    check_error(
        diamond.upgrade(&Applied::none(), ["b101", "d001"]),
        "`d001` needs what is asked for beside it: `b101`\n  help: ask for `d001` alone: it brings the others",
    );
    check_error(
        diamond.lookup("left@b201"),
        "the revision `b201` is not part of the branch `left`\n  help: leave the branch out, or name a revision of it",
    );
}

#[test]
fn what_is_wrong_with_a_graph_is_named() {
    let twice = [revision("a001").path("m/a.rs"), revision("a001").path("m/copy.rs")];
    for order in [[0, 1], [1, 0]] {
        check_error(
            Graph::new(order.map(|at| twice[at].clone())),
            "the revision `a001` is there twice: in `m/a.rs` and in `m/copy.rs`\n  help: give one of them a new id, or remove the copy",
        );
    }
    check_error(
        graph("a001\nb001 < a002 | lib\nc001 < gone"),
        "the revision `b001` follows `a002`, which is not there; the revision `b001` depends on `lib`, which is not there; the revision `c001` follows `gone`, which is not there\n  help: did you mean `a001` for `a002`? if not, bring the file back",
    );
    check_error(
        graph("a001 < c001\nb001 < a001\nc001 < b001"),
        "revisions need each other in a ring: `a001` -> `c001` -> `b001` -> `a001`\n  help: take one of them out of the ring: change the `down_revision` or `depends_on` of one, such as `b001`",
    );
    check_error(
        graph("a001\nb001 < a001 | c001\nc001 < b001"),
        "revisions need each other in a ring that goes through `depends_on`: `b001` -> `c001` -> `b001`\n  help: take one of them out of the ring: change the `down_revision` or `depends_on` of one, such as `c001`",
    );
    check_error(
        graph("a001 @lab\nb001 @lab"),
        "`lab` stands for the revisions `a001` and `b001`\n  help: a label stands in one revision only; what follows has it from there",
    );
}

#[test]
fn ranges_give_their_ends() {
    use fsm_migrate::graph::Range;
    let graph = graph(LINE).unwrap();
    let ends = |text: &str, rows: &str| {
        let (lower, upper) = graph.ends(Range::parse(text)?, &at(&graph, rows))?;
        Ok::<_, Error>(format!("{}:{}", ids(lower.revisions), ids(upper.revisions)))
    };
    assert_eq!(ends("a001:+1", "").unwrap(), "a001:b001");
    assert_eq!(ends("-1:head", "").unwrap(), "b001:c001");
    assert_eq!(ends(":", "").unwrap(), ":c001");
    assert_eq!(ends("current:head", "b001").unwrap(), "b001:c001");
    assert!(ends("a001", "").is_err() && ends("a:b:c", "").is_err() && ends("x:y", "").is_err());
}
