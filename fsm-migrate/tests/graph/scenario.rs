//! Graphs and requests as text, and what the graph answers, as text.
//!
//! A graph is a line a revision: `id < what it follows | what it depends on @label`.
//! A request is `COMMAND [rows of the version table] symbols`.
//! An answer is `steps / rows after`, or a list, or `!` and the kind of an error.

use fsm_migrate::graph::{Applied, Graph, Place, Plan, Revision, Step};
use fsm_migrate::{Error, ErrorKind};

/// A line such as `c < a b | lib @label`.
pub(crate) fn revision(line: &str) -> Revision {
    let is_label = |word: &&str| word.starts_with('@');
    let labels: Vec<&str> = line.split_whitespace().filter(is_label).collect();
    let words: Vec<&str> = line.split_whitespace().filter(|word| !is_label(word)).collect();
    let line = words.join(" ");
    let (line, dependencies) = line.split_once('|').unwrap_or((&line, ""));
    let (id, down) = line.split_once('<').unwrap_or((line, ""));
    Revision::new(id.trim())
        .down_revision(down.split_whitespace())
        .depends_on(dependencies.split_whitespace())
        .branch_labels(labels.iter().map(|label| &label[1..]))
}

/// A graph of lines.
pub(crate) fn graph(lines: &str) -> Result<Graph, Error> {
    Graph::new(lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(revision))
}

/// What the graph answers to a request.
pub(crate) fn answer(lines: &str, request: &str) -> String {
    let answer = graph(lines).and_then(|graph| ask(&graph, request));
    answer.unwrap_or_else(|error| format!("! {}", kind(error.kind())))
}

fn ask(graph: &Graph, request: &str) -> Result<String, Error> {
    let (command, rest) = request.split_once(' ').unwrap_or((request, ""));
    let (rows, rest) = match rest.strip_prefix('[') {
        Some(rest) => rest.split_once(']').expect("a closing bracket"),
        None => ("", rest),
    };
    let applied = Applied::from_rows(graph, rows.split_whitespace())?;
    let symbols: Vec<&str> = rest.split_whitespace().collect();
    let only = symbols.first().copied().unwrap_or_default();
    Ok(match command {
        "load" => String::new(),
        "heads" => ids(graph.heads()),
        "effective" => ids(graph.effective_heads()),
        "bases" => ids(graph.bases()),
        "branches" => ids(graph.branch_points()),
        "merges" => ids(graph.merge_points()),
        "labels" => graph.facts(only).expect("a revision").labels.join(" "),
        "current" => ids(graph.current(&applied)?),
        "upgrade" => plan(&graph.upgrade(&applied, symbols)?),
        "downgrade" => plan(&graph.downgrade(&applied, only)?),
        "stamp" => format!("/ {}", graph.stamp(&applied, symbols)?.after().rows().join(" ")),
        "show" if only == "current" => place(graph.resolve(only, &applied)?),
        "show" => place(graph.lookup(only)?),
        "history" => ids(graph.history(only, &applied)?),
        "revision" => graph.new_revision("newrevision", symbols, false)?.down_revision.join(" "),
        "splice" => graph.new_revision("newrevision", symbols, true)?.down_revision.join(" "),
        _ => panic!("no command `{command}`"),
    })
}

pub(crate) fn ids(revisions: Vec<&Revision>) -> String {
    let ids: Vec<&str> = revisions.into_iter().map(|revision| revision.id.as_str()).collect();
    ids.join(" ")
}

fn place(place: Place<'_>) -> String {
    ids(place.revisions)
}

fn plan(plan: &Plan<'_>) -> String {
    let steps = ids(plan.steps().iter().map(Step::revision).collect());
    format!("{steps} / {}", plan.after().rows().join(" "))
}

/// The name of a kind and the ids in it that are the point of it.
pub(crate) fn kind(kind: &ErrorKind) -> String {
    let with = |name: &str, ids: &[String]| format!("{name} {}", ids.join(" ")).trim().to_owned();
    match kind {
        ErrorKind::InvalidId { id, .. } => format!("invalid-id {id}"),
        ErrorKind::InvalidLabel { label, .. } => format!("invalid-label {label}"),
        ErrorKind::DuplicateId { id, .. } => format!("duplicate-id {id}"),
        ErrorKind::DuplicateLabel { label, first, second } => {
            format!("duplicate-label {label} {first} {second}")
        }
        ErrorKind::MissingParent { missing } => {
            let missing: Vec<String> = missing
                .iter()
                .map(|missing| format!("{} {}", missing.revision, missing.parent))
                .collect();
            with("missing-parent", &missing)
        }
        ErrorKind::Cycle { ring, through_dependency: false } => with("cycle", ring),
        ErrorKind::Cycle { ring, .. } => with("dependency-cycle", ring),
        ErrorKind::InvalidSymbol { .. } => "invalid-symbol".to_owned(),
        ErrorKind::UnknownRevision { name, .. } => format!("unknown {name}"),
        ErrorKind::AmbiguousPrefix { candidates, .. } => with("ambiguous-prefix", candidates),
        ErrorKind::AmbiguousWalk { at: None, candidates, .. } => {
            with("ambiguous-start", candidates)
        }
        ErrorKind::AmbiguousWalk { at: Some(at), candidates, .. } => {
            with(&format!("ambiguous-walk at {at}:"), candidates)
        }
        ErrorKind::SeveralHeads { heads, .. } => with("several-heads", heads),
        ErrorKind::NotInBranch { revision, branch } => format!("not-in-branch {revision} {branch}"),
        ErrorKind::Overlap { revision, others } => with(&format!("overlap {revision}:"), others),
        ErrorKind::PastTheEnd { asked, found, .. } => format!("past-the-end {found} of {asked}"),
        ErrorKind::NotBelow { target, above } => with(&format!("not-below {target}:"), above),
        ErrorKind::WrongDirection { .. } => "wrong-direction".to_owned(),
        ErrorKind::UnknownRows { rows } => with("unknown-rows", rows),
        ErrorKind::NotAHead { revision, .. } => format!("not-a-head {revision}"),
        ErrorKind::AskedTwice { revision } => format!("asked-twice {revision}"),
        ErrorKind::NothingToMerge { .. } => "nothing-to-merge".to_owned(),
        other => panic!("a kind that no scenario has: {other:?}"),
    }
}
