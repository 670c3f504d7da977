//! What stands above what in each layer, so that few lines cross.
//! It never moves anything into another layer.

use super::measure::Size;
use super::nets::{Grid, Item, Pin};
use crate::picture::diagram::Diagram;
use std::collections::BTreeMap;

/// How often the layers are gone through.
const SWEEPS: usize = 24;

/// Where an item stands in its layer, counted in items, with a part of one for how far below the
/// item's top a pin is.
struct Places<'g> {
    at: BTreeMap<(usize, Item), f64>,
    sizes: &'g [Size],
}

impl Places<'_> {
    fn of(&self, layer: usize, pin: &Pin) -> f64 {
        let part = match pin.item {
            Item::Box(entity) => f64::from(pin.below) / f64::from(self.sizes[entity].height.max(1)),
            Item::Lane(_) => 0.5,
        };
        self.at.get(&(layer, pin.item)).copied().unwrap_or(0.0) + part
    }

    fn renew(&mut self, layer: usize, items: &[Item]) {
        for (place, item) in (0_u32..).zip(items) {
            self.at.insert((layer, *item), f64::from(place));
        }
    }
}

pub(super) fn sort(_diagram: &Diagram, sizes: &[Size], grid: &mut Grid) {
    let mut places = Places { at: BTreeMap::new(), sizes };
    for (layer, items) in grid.layers.iter().enumerate() {
        places.renew(layer, items);
    }
    let mut best = (crossings(grid, &places), grid.layers.clone());
    for sweep in 0..SWEEPS {
        let count = grid.layers.len();
        let forwards = sweep % 2 == 0;
        for step in 0..count {
            let layer = if forwards { step } else { count - 1 - step };
            // Early sweeps look at one side, late ones at both.
            let both = sweep >= SWEEPS / 2;
            arrange(grid, &mut places, layer, forwards || both, !forwards || both);
        }
        let now = crossings(grid, &places);
        if now < best.0 {
            best = (now, grid.layers.clone());
        }
    }
    grid.layers = best.1;
    for (layer, items) in grid.layers.iter().enumerate() {
        places.renew(layer, items);
    }
    exchange(grid, &mut places);
}

/// Sorts a layer by the mean places of what its items are connected with.
fn arrange(grid: &mut Grid, places: &mut Places<'_>, layer: usize, left: bool, right: bool) {
    let mut sums: BTreeMap<Item, (f64, f64)> = BTreeMap::new();
    let mut add = |own: &[Pin], others: &[Pin], other_layer: usize| {
        for pin in own {
            for other in others {
                let sum = sums.entry(pin.item).or_insert((0.0, 0.0));
                sum.0 += places.of(other_layer, other);
                sum.1 += 1.0;
            }
        }
    };
    if left && layer > 0 {
        for (lefts, rights) in grid.gaps[layer - 1].values() {
            add(rights, lefts, layer - 1);
        }
    }
    if right && layer + 1 < grid.layers.len() {
        for (lefts, rights) in grid.gaps[layer].values() {
            add(lefts, rights, layer + 1);
        }
    }
    let wish = |item: &Item| match sums.get(item) {
        Some((sum, count)) => sum / count,
        None => places.at.get(&(layer, *item)).copied().unwrap_or(0.0),
    };
    let mut items: Vec<(f64, Item)> =
        grid.layers[layer].iter().map(|item| (wish(item), *item)).collect();
    items.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    grid.layers[layer] = items.into_iter().map(|(_, item)| item).collect();
    places.renew(layer, &grid.layers[layer]);
}

/// Swaps neighbours as long as that saves crossings.
fn exchange(grid: &mut Grid, places: &mut Places<'_>) {
    for _ in 0..4 {
        let mut better = false;
        for layer in 0..grid.layers.len() {
            for at in 1..grid.layers[layer].len() {
                let before = around(grid, places, layer);
                grid.layers[layer].swap(at - 1, at);
                places.renew(layer, &grid.layers[layer]);
                if around(grid, places, layer) < before {
                    better = true;
                } else {
                    grid.layers[layer].swap(at - 1, at);
                    places.renew(layer, &grid.layers[layer]);
                }
            }
        }
        if !better {
            return;
        }
    }
}

fn crossings(grid: &Grid, places: &Places<'_>) -> usize {
    (0..grid.gaps.len()).map(|gap| crossings_in(grid, places, gap)).sum()
}

fn around(grid: &Grid, places: &Places<'_>, layer: usize) -> usize {
    let left = if layer > 0 { crossings_in(grid, places, layer - 1) } else { 0 };
    left + crossings_in(grid, places, layer)
}

/// How many pairs of lines in a gap cross.
fn crossings_in(grid: &Grid, places: &Places<'_>, gap: usize) -> usize {
    let mut lines: Vec<(usize, f64, f64)> = Vec::new();
    for (net, (lefts, rights)) in &grid.gaps[gap] {
        for left in lefts {
            for right in rights {
                lines.push((*net, places.of(gap, left), places.of(gap + 1, right)));
            }
        }
    }
    let mut count = 0;
    for (at, one) in lines.iter().enumerate() {
        for other in &lines[at + 1..] {
            let crossed =
                (one.1 < other.1 && one.2 > other.2) || (one.1 > other.1 && one.2 < other.2);
            count += usize::from(one.0 != other.0 && crossed);
        }
    }
    count
}
