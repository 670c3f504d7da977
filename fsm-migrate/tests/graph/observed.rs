//! What Alembic answers, as observed of Alembic 1.20.1.
//!
//! The files hold graphs, requests and answers in the form of `scenario`; each graph was given to
//! Alembic's own `RevisionMap`, `ScriptDirectory` and `HeadMaintainer` in memory, ordered by id,
//! under several hash seeds.
//! A line without a comment below is what Alembic answers, steps in its order; of an error, that
//! it refuses, and the kind is ours.
//! `#` under a line says what Alembic did instead, and why it is otherwise here; where Alembic's order
//! changes from run to run, or with the order of the files, only the steps and the rows are compared.

use crate::scenario::answer;

#[track_caller]
fn check(file: &str, expected: usize) {
    let (mut graph, mut count, mut faults) = (String::new(), 0, Vec::new());
    for (index, line) in file.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim_end();
        if line.starts_with("graph ") {
            graph.clear();
        } else if line.starts_with("  ") {
            graph.push_str(line);
            graph.push('\n');
        } else if let Some((request, expected)) = line.split_once(" ->") {
            count += 1;
            let answer = answer(&graph, request.trim());
            if answer.trim() != expected.trim() {
                faults.push(format!("{}: {request} -> {answer}", index + 1));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n{} of {count}", faults.join("\n"), faults.len());
    assert_eq!(count, expected, "scenarios in the file");
}

#[test]
fn on_a_line() {
    check(include_str!("observed/lines.txt"), 171);
}

#[test]
fn on_branches_and_joins() {
    check(include_str!("observed/branches.txt"), 313);
}

#[test]
fn on_several_lines() {
    check(include_str!("observed/forests.txt"), 83);
}

#[test]
fn with_dependencies() {
    check(include_str!("observed/depends.txt"), 232);
}

#[test]
fn on_graphs_that_are_none() {
    check(include_str!("observed/broken.txt"), 12);
}
