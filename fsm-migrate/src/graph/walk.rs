//! Walking the graph: what lies below and above, what is on a line, and the order of steps.
//! It never calls itself, so that a chain of any length fits on the stack.

use super::{Graph, Node, NodeSet};

impl Graph {
    /// These and everything that they need.
    pub(super) fn below(&self, nodes: impl IntoIterator<Item = usize>) -> NodeSet {
        self.reach(nodes, |node| &node.needs)
    }

    /// These and everything that needs them.
    pub(super) fn above(&self, nodes: impl IntoIterator<Item = usize>) -> NodeSet {
        self.reach(nodes, |node| &node.users)
    }

    /// These and all that they follow, however far, and that follows them: dependencies do not count.
    pub(super) fn lineage(&self, nodes: impl IntoIterator<Item = usize> + Clone) -> NodeSet {
        let mut line = self.reach(nodes.clone(), |node| &node.down);
        line.unite(&self.reach(nodes, |node| &node.next));
        line
    }

    /// These and all that they follow, however far.
    pub(super) fn line_below(&self, nodes: impl IntoIterator<Item = usize>) -> NodeSet {
        self.reach(nodes, |node| &node.down)
    }

    fn reach(
        &self,
        from: impl IntoIterator<Item = usize>,
        edges: impl Fn(&Node) -> &[usize],
    ) -> NodeSet {
        let mut seen = NodeSet::new(self.len());
        let mut todo: Vec<usize> = from.into_iter().filter(|&node| seen.insert(node)).collect();
        while let Some(node) = todo.pop() {
            todo.extend(edges(&self.nodes[node]).iter().filter(|&&next| seen.insert(next)));
        }
        seen
    }

    /// Those of the set that nothing in the set needs, ordered.
    pub(super) fn tops(&self, set: &NodeSet) -> Vec<usize> {
        let is_top = |&node: &usize| !self.nodes[node].users.iter().any(|&user| set.contains(user));
        set.iter().filter(is_top).collect()
    }

    /// The set, each after what it needs: depth first from the tops, the last top and the last
    /// parent first, so that read backwards the first come first.
    pub(super) fn order(&self, set: &NodeSet) -> Vec<usize> {
        let mut order = Vec::with_capacity(set.len());
        let mut seen = NodeSet::new(self.len());
        // A node, and how many of what it needs are still to be looked at.
        let mut path: Vec<(usize, usize)> = Vec::new();
        for top in self.tops(set).into_iter().rev() {
            seen.insert(top);
            path.push((top, self.nodes[top].needs.len()));
            while let Some((node, left)) = path.last_mut() {
                if *left == 0 {
                    order.push(*node);
                    path.pop();
                    continue;
                }
                *left -= 1;
                let next = self.nodes[*node].needs[*left];
                if set.contains(next) && seen.insert(next) {
                    path.push((next, self.nodes[next].needs.len()));
                }
            }
        }
        order
    }
}
