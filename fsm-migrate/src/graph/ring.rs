//! Rings: revisions that need each other.
//! It never decides which of them is wrong.

use super::{Graph, Node};
use crate::ErrorKind;

/// The ring there is, if there is one; one of `down_revision` alone before one through `depends_on`.
pub(super) fn ring(graph: &Graph) -> Option<ErrorKind> {
    let unordered = unordered(graph, |node| (&node.needs, &node.users));
    if !unordered.contains(&true) {
        return None;
    }
    let along_down = self::unordered(graph, |node| (&node.down, &node.next));
    let through_dependency = !along_down.contains(&true);
    let ring = if through_dependency {
        follow(graph, &unordered, |node| &node.needs)
    } else {
        follow(graph, &along_down, |node| &node.down)
    };
    Some(ErrorKind::Cycle { ring: graph.ids(ring), through_dependency })
}

/// Which nodes cannot be put after everything that they need.
fn unordered(graph: &Graph, edges: impl Fn(&Node) -> (&[usize], &[usize])) -> Vec<bool> {
    let mut waits: Vec<usize> = graph.nodes.iter().map(|node| edges(node).0.len()).collect();
    let mut ready: Vec<usize> = (0..graph.len()).filter(|&node| waits[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for &user in edges(&graph.nodes[node]).1 {
            waits[user] -= 1;
            if waits[user] == 0 {
                ready.push(user);
            }
        }
    }
    waits.into_iter().map(|left| left > 0).collect()
}

/// The ring that is come to from the first of these nodes, each of which needs another of them.
fn follow(graph: &Graph, among: &[bool], edges: impl Fn(&Node) -> &[usize]) -> Vec<usize> {
    let mut path = Vec::new();
    let mut position = vec![None; graph.len()];
    let mut at = among.iter().position(|&is| is);
    while let Some(node) = at {
        if let Some(begin) = position[node] {
            path.drain(..begin);
            break;
        }
        position[node] = Some(path.len());
        path.push(node);
        at = edges(&graph.nodes[node]).iter().copied().find(|&next| among[next]);
    }
    let smallest = path.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
    path.rotate_left(smallest);
    path
}
