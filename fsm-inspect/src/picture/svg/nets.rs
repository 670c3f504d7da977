//! Lines that share a way: all relations to one key of one parent are one net, which passes layers
//! in lanes of its own.
//! It never decides how high a lane is.

use super::layers::Layering;
use super::measure::row_middle;
use crate::picture::diagram::{Diagram, Relation};
use std::collections::BTreeMap;

/// What stands in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// An entity's box.
    Box(usize),
    /// A net that passes by.
    Lane(usize),
}

/// Relations to one key of one parent.
#[derive(Clone, Debug)]
pub(super) struct Net {
    pub(super) parent: usize,
    pub(super) relations: Vec<usize>,
    /// Whether the parent stands to the right of the children.
    pub(super) turned: bool,
    /// Whether it leads from an entity to itself.
    pub(super) is_loop: bool,
}

/// Where a net meets something in a layer: an item, and how far below its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pin {
    pub(super) item: Item,
    pub(super) below: i32,
}

/// What a net meets to the left and to the right of a gap.
pub(super) type Pins = (Vec<Pin>, Vec<Pin>);

/// The layers with what stands in them, and the nets.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) layers: Vec<Vec<Item>>,
    pub(super) layer_of: BTreeMap<usize, usize>,
    pub(super) nets: Vec<Net>,
    /// Of each gap right of a layer: the nets in it, with their pins to the left and to the right.
    pub(super) gaps: Vec<BTreeMap<usize, Pins>>,
    /// Where each relation meets its parent and its child.
    pub(super) ends: BTreeMap<usize, (Pin, Pin)>,
}

/// How far apart two nets meet one row.
const APART: i32 = 10;

pub(super) fn grid(diagram: &Diagram, layering: &Layering) -> Grid {
    let nets = nets(diagram, layering);
    let mut grid = Grid {
        layers: vec![Vec::new(); layering.count],
        layer_of: layering.layer.clone(),
        gaps: vec![BTreeMap::new(); layering.count],
        ends: ends(diagram, &nets),
        nets,
    };
    for entity in &layering.order {
        grid.layers[layering.layer[entity]].push(Item::Box(*entity));
    }
    for at in 0..grid.nets.len() {
        grid.lead(diagram, at);
    }
    grid
}

fn nets(diagram: &Diagram, layering: &Layering) -> Vec<Net> {
    let mut nets: BTreeMap<(usize, usize, bool, bool), Net> = BTreeMap::new();
    for (at, turned) in &layering.relations {
        let relation = &diagram.relations[*at];
        let first = relation.referred.first().copied().unwrap_or(0);
        let key = (relation.parent, first, *turned, relation.optional);
        let net = nets.entry(key).or_insert_with(|| Net {
            parent: relation.parent,
            relations: Vec::new(),
            turned: *turned,
            is_loop: false,
        });
        net.relations.push(*at);
    }
    let loops = layering.loops.iter().map(|at| Net {
        parent: diagram.relations[*at].parent,
        relations: vec![*at],
        turned: false,
        is_loop: true,
    });
    nets.into_values().chain(loops).collect()
}

/// Where each relation meets its boxes: at the rows of the first columns, side by side where
/// several meet one.
fn ends(diagram: &Diagram, nets: &[Net]) -> BTreeMap<usize, (Pin, Pin)> {
    // By entity, side and row: who meets it.
    let mut meeting: BTreeMap<(usize, bool, i32), Vec<(usize, bool)>> = BTreeMap::new();
    let middle = |entity: usize, columns: &[usize]| match columns.first() {
        Some(first) if diagram.entities[entity].known => row_middle(*first),
        _ => super::measure::HEADER / 2,
    };
    let of_parent = |relation: &Relation| middle(relation.parent, &relation.referred);
    let of_child = |relation: &Relation| middle(relation.child, &relation.columns);
    for (at, net) in nets.iter().enumerate() {
        let Some(first) = net.relations.first() else { continue };
        let parent_right = !net.turned;
        let row = of_parent(&diagram.relations[*first]);
        meeting.entry((net.parent, parent_right, row)).or_default().push((at, true));
        for relation in &net.relations {
            let relation_def = &diagram.relations[*relation];
            let child_right = net.turned || net.is_loop;
            let key = (relation_def.child, child_right, of_child(relation_def));
            meeting.entry(key).or_default().push((*relation, false));
        }
    }
    let mut below: BTreeMap<(usize, bool), i32> = BTreeMap::new();
    for ((_, _, row), who) in meeting {
        let count = i32::try_from(who.len()).unwrap_or(1);
        let apart = APART.min(20 / count.max(1));
        for (at, one) in (0..).zip(who) {
            below.insert(one, row + (2 * at - (count - 1)) * apart / 2);
        }
    }
    let mut ends = BTreeMap::new();
    for (at, net) in nets.iter().enumerate() {
        for relation in &net.relations {
            let child = diagram.relations[*relation].child;
            let parent_pin = Pin { item: Item::Box(net.parent), below: below[&(at, true)] };
            let child_pin = Pin { item: Item::Box(child), below: below[&(*relation, false)] };
            ends.insert(*relation, (parent_pin, child_pin));
        }
    }
    ends
}

impl Grid {
    /// Puts a net's pins into the gaps, and lanes into the layers it passes.
    fn lead(&mut self, diagram: &Diagram, at: usize) {
        let net = self.nets[at].clone();
        let home = self.layer_of[&net.parent];
        let Some((parent, _)) = net.relations.first().map(|relation| self.ends[relation]) else {
            return;
        };
        if net.is_loop {
            let pins = net.relations.iter().map(|relation| self.ends[relation].1);
            let left = std::iter::once(parent).chain(pins).collect();
            self.gaps[home].insert(at, (left, Vec::new()));
            return;
        }
        let lane = Pin { item: Item::Lane(at), below: 0 };
        let children: Vec<(usize, Pin)> = net
            .relations
            .iter()
            .map(|relation| {
                let child = diagram.relations[*relation].child;
                (self.layer_of[&child], self.ends[relation].1)
            })
            .collect();
        let layers = children.iter().map(|(layer, _)| *layer);
        let far = if net.turned { layers.min() } else { layers.max() }.unwrap_or(home);
        let (first, last) = if net.turned { (far, home) } else { (home, far) };
        for layer in first + 1..last {
            self.layers[layer].push(Item::Lane(at));
        }
        for gap in first..last {
            let in_layer = |layer: usize| {
                let mut pins: Vec<Pin> =
                    children.iter().filter(|(own, _)| *own == layer).map(|(_, pin)| *pin).collect();
                if layer == home {
                    pins = vec![parent];
                } else if layer > first && layer < last {
                    pins.push(lane);
                }
                pins
            };
            let (mut left, mut right) = (in_layer(gap), in_layer(gap + 1));
            // Children stand on one side of the gap only: the far side from their parent.
            let is_child = |pin: &Pin| *pin != parent && *pin != lane;
            if net.turned {
                right.retain(|pin| !is_child(pin));
            } else {
                left.retain(|pin| !is_child(pin));
            }
            self.gaps[gap].insert(at, (left, right));
        }
    }
}
