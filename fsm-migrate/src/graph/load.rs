//! Making a graph of revisions: names are checked and what they lead to is looked up.
//! It never passes over a name that leads nowhere.

use super::{Graph, Node, Revision, nearest, ring::ring, symbol};
use crate::{Error, ErrorKind, MissingRevision};
use std::collections::BTreeMap;

pub(super) fn load(mut revisions: Vec<Revision>) -> Result<Graph, Error> {
    // By path too, so that of two with one id the same is named first whatever the order was.
    revisions.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    for revision in &revisions {
        if let Some(reason) = symbol::wrong_with_id(&revision.id) {
            return Err(ErrorKind::InvalidId { id: revision.id.clone(), reason }.into());
        }
    }
    if let Some([first, second]) =
        revisions.array_windows().find(|[first, second]| first.id == second.id)
    {
        let (id, first, second) = (first.id.clone(), first.path.clone(), second.path.clone());
        return Err(ErrorKind::DuplicateId { id, first, second }.into());
    }
    let mut graph =
        Graph { nodes: vec![Node::default(); revisions.len()], revisions, labels: BTreeMap::new() };
    graph.labels = labels(&graph)?;
    connect(&mut graph)?;
    match ring(&graph) {
        Some(ring) => Err(ring.into()),
        None => Ok(graph),
    }
}

fn labels(graph: &Graph) -> Result<BTreeMap<String, usize>, Error> {
    let mut labels = BTreeMap::new();
    for (node, revision) in graph.revisions.iter().enumerate() {
        for label in &revision.branch_labels {
            if let Some(reason) = symbol::wrong_with_label(label) {
                let (label, revision) = (label.clone(), revision.id.clone());
                return Err(ErrorKind::InvalidLabel { label, revision, reason }.into());
            }
            let other = graph.node(label).or_else(|| labels.insert(label.clone(), node));
            if let Some(other) = other {
                let (first, second) = (graph.id(other).to_owned(), revision.id.clone());
                return Err(
                    ErrorKind::DuplicateLabel { label: label.clone(), first, second }.into()
                );
            }
        }
    }
    Ok(labels)
}

fn connect(graph: &mut Graph) -> Result<(), Error> {
    let mut missing = Vec::new();
    let mut nodes = std::mem::take(&mut graph.nodes);
    for (node, revision) in graph.revisions.iter().enumerate() {
        for parent in &revision.down_revision {
            match graph.node(parent) {
                Some(down) => push_new(&mut nodes[node].down, down),
                None => missing.push(not_found(graph, revision, parent, false)),
            }
        }
        let Node { down, needs, .. } = &mut nodes[node];
        needs.clone_from(down);
        for name in &revision.depends_on {
            match graph.named(name, None) {
                Ok(needed) => push_new(&mut nodes[node].needs, needed),
                Err(ErrorKind::UnknownRevision { .. }) => {
                    missing.push(not_found(graph, revision, name, true));
                }
                Err(ambiguous) => return Err(ambiguous.into()),
            }
        }
    }
    if !missing.is_empty() {
        return Err(ErrorKind::MissingParent { missing }.into());
    }
    for node in 0..nodes.len() {
        for at in 0..nodes[node].down.len() {
            let down = nodes[node].down[at];
            nodes[down].next.push(node);
        }
        for at in 0..nodes[node].needs.len() {
            let needed = nodes[node].needs[at];
            nodes[needed].users.push(node);
        }
    }
    graph.nodes = nodes;
    Ok(())
}

/// Lists of parents are short, and what is written twice counts once.
fn push_new(list: &mut Vec<usize>, node: usize) {
    if !list.contains(&node) {
        list.push(node);
    }
}

fn not_found(
    graph: &Graph,
    revision: &Revision,
    parent: &str,
    is_dependency: bool,
) -> MissingRevision {
    let ids = graph.revisions.iter().map(|revision| revision.id.as_str());
    let labels = graph.labels.keys().map(String::as_str).filter(|_| is_dependency);
    let others = ids.chain(labels).filter(|name| *name != revision.id);
    MissingRevision::new(&revision.id, parent, is_dependency, nearest(parent, others))
}
