//! The columns of the picture: parents to the left of what refers to them, none of them too high.
//! It never decides what stands above what.

use super::measure::Size;
use crate::picture::diagram::{Diagram, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Room around a box, for the estimate of how large the picture becomes.
const AROUND: (i32, i32) = (90, 30);

/// Entities by layer, and the relations between them.
#[derive(Debug)]
pub(super) struct Layering {
    /// The layer of each entity of the group.
    pub(super) layer: BTreeMap<usize, usize>,
    /// Entities in the order in which they were reached, parents first.
    pub(super) order: Vec<usize>,
    /// The relations between two of them, and whether the parent stands to the right.
    pub(super) relations: Vec<(usize, bool)>,
    /// The relations of an entity to itself.
    pub(super) loops: Vec<usize>,
    pub(super) count: usize,
}

pub(super) fn assign(diagram: &Diagram, sizes: &[Size], group: &[usize]) -> Layering {
    let members: BTreeSet<usize> = group.iter().copied().collect();
    let mut between = Vec::new();
    let mut loops = Vec::new();
    for (at, relation) in diagram.relations.iter().enumerate() {
        if !members.contains(&relation.child) {
            continue;
        }
        if relation.child == relation.parent {
            loops.push(at);
        } else {
            between.push(at);
        }
    }
    let order = parents_first(diagram, group, &between);
    let place: BTreeMap<usize, usize> =
        order.iter().enumerate().map(|(place, entity)| (*entity, place)).collect();
    let relations: Vec<(usize, bool)> = between
        .iter()
        .map(|at| {
            let relation = &diagram.relations[*at];
            (*at, place[&relation.parent] > place[&relation.child])
        })
        .collect();
    let mut neighbours = Neighbours::default();
    for (at, turned) in &relations {
        let relation = &diagram.relations[*at];
        let (left, right) = if *turned {
            (relation.child, relation.parent)
        } else {
            (relation.parent, relation.child)
        };
        neighbours.right.entry(left).or_default().insert(right);
        neighbours.left.entry(right).or_default().insert(left);
    }
    let layer = fill(sizes, &order, &neighbours);
    let count = layer.values().max().map_or(0, |last| last + 1);
    Layering { layer, order, relations, loops, count }
}

#[derive(Debug, Default)]
struct Neighbours {
    left: BTreeMap<usize, BTreeSet<usize>>,
    right: BTreeMap<usize, BTreeSet<usize>>,
}

/// What an entity still waits for: parents that it cannot do without, all parents, and how many
/// wait for it.
#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    needed: usize,
    parents: usize,
    children: usize,
}

/// The entities, parents before children; in a ring, what has fewest parents that it cannot do
/// without comes first.
fn parents_first(diagram: &Diagram, group: &[usize], between: &[usize]) -> Vec<usize> {
    let mut rest: BTreeMap<usize, Waiting> =
        group.iter().map(|entity| (*entity, Waiting::default())).collect();
    let mut relations: BTreeMap<usize, Vec<&Relation>> = BTreeMap::new();
    for relation in between.iter().map(|at| &diagram.relations[*at]) {
        if let Some(child) = rest.get_mut(&relation.child) {
            child.needed += usize::from(!relation.optional);
            child.parents += 1;
        }
        if let Some(parent) = rest.get_mut(&relation.parent) {
            parent.children += 1;
        }
        relations.entry(relation.child).or_default().push(relation);
        relations.entry(relation.parent).or_default().push(relation);
    }
    let mut order = Vec::new();
    let urgency = |(entity, waiting): &(&usize, &Waiting)| {
        (waiting.needed, waiting.parents, usize::MAX - waiting.children, **entity)
    };
    while let Some((next, _)) = rest.iter().min_by_key(urgency) {
        let next = *next;
        rest.remove(&next);
        order.push(next);
        for relation in relations.get(&next).into_iter().flatten() {
            if let Some(child) = rest.get_mut(&relation.child) {
                child.needed -= usize::from(!relation.optional);
                child.parents -= 1;
            }
            if let Some(parent) = rest.get_mut(&relation.parent) {
                parent.children -= 1;
            }
        }
    }
    order
}

/// The layers, as high as the picture should be and not higher where that can be helped.
fn fill(sizes: &[Size], order: &[usize], neighbours: &Neighbours) -> BTreeMap<usize, usize> {
    let most = highest(sizes, order);
    let mut layer: BTreeMap<usize, usize> = BTreeMap::new();
    let mut heights: Vec<i32> = Vec::new();
    let is_leaf = |entity: &usize| !neighbours.right.contains_key(entity);
    let inner = order.iter().filter(|entity| !is_leaf(entity));
    let leaves = order.iter().filter(|entity| is_leaf(entity));
    for entity in inner.chain(leaves) {
        let left = neighbours.left.get(entity);
        let first = left
            .into_iter()
            .flatten()
            .filter_map(|parent| layer.get(parent))
            .max()
            .map_or(0, |last| last + 1);
        let height = sizes[*entity].height + AROUND.1;
        let fits =
            |at: &usize| heights.get(*at).is_none_or(|there| *there == 0 || there + height <= most);
        let at = (first..heights.len()).find(fits).unwrap_or(first.max(heights.len()));
        if heights.len() <= at {
            heights.resize(at + 1, 0);
        }
        heights[at] += height;
        layer.insert(*entity, at);
    }
    // What has no parent stands beside its first child rather than far away from it.
    for entity in order.iter().rev().filter(|entity| !neighbours.left.contains_key(entity)) {
        let children = neighbours.right.get(entity).into_iter().flatten();
        let Some(nearest) = children.filter_map(|child| layer.get(child)).min() else { continue };
        let (now, height) = (layer[entity], sizes[*entity].height + AROUND.1);
        let free = (now + 1..*nearest).rev().find(|at| heights[*at] + height <= most);
        if let Some(at) = free {
            heights[now] -= height;
            heights[at] += height;
            layer.insert(*entity, at);
        }
    }
    without_gaps(layer)
}

/// How high a layer may become, for a picture that is wider than high.
fn highest(sizes: &[Size], order: &[usize]) -> i32 {
    let area: i64 = order
        .iter()
        .map(|at| i64::from(sizes[*at].width + AROUND.0) * i64::from(sizes[*at].height + AROUND.1))
        .sum();
    let tallest = order.iter().map(|at| sizes[*at].height).max().unwrap_or(0) + AROUND.1;
    i32::try_from((area * 5 / 7).isqrt()).unwrap_or(i32::MAX).max(tallest)
}

/// The same layers without empty ones between them.
fn without_gaps(layer: BTreeMap<usize, usize>) -> BTreeMap<usize, usize> {
    let used: BTreeSet<usize> = layer.values().copied().collect();
    let new: BTreeMap<usize, usize> =
        used.into_iter().enumerate().map(|(new, old)| (old, new)).collect();
    layer.into_iter().map(|(entity, at)| (entity, new[&at])).collect()
}
