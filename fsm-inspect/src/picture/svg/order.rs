//! What stands above what in each layer, so that few lines cross.
//! It never moves anything into another layer.

use super::measure::Size;
use super::nets::{Grid, Item, Pin};
use std::collections::BTreeMap;

/// How often the layers are gone through.
const SWEEPS: usize = 24;
/// How often neighbours are swapped at most.
const ROUNDS: usize = 40;

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

pub(super) fn sort(sizes: &[Size], grid: &mut Grid) {
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

/// Where the lines of an item lead to: the net, and the place at the other end, of both gaps.
type Reach = BTreeMap<Item, [Vec<(usize, f64)>; 2]>;

/// Swaps neighbours as long as that saves crossings.
fn exchange(grid: &mut Grid, places: &mut Places<'_>) {
    for _ in 0..ROUNDS {
        let mut better = false;
        for layer in 0..grid.layers.len() {
            let reach = reach(grid, places, layer);
            for at in 1..grid.layers[layer].len() {
                let (above, below) = (grid.layers[layer][at - 1], grid.layers[layer][at]);
                if crossed(&reach, below, above) < crossed(&reach, above, below) {
                    grid.layers[layer].swap(at - 1, at);
                    better = true;
                }
            }
            places.renew(layer, &grid.layers[layer]);
        }
        if !better {
            return;
        }
    }
}

fn reach(grid: &Grid, places: &Places<'_>, layer: usize) -> Reach {
    let mut reach = Reach::new();
    let mut add = |side: usize, net: usize, own: &[Pin], others: &[Pin], other_layer: usize| {
        for pin in own {
            let ends = others.iter().map(|other| (net, places.of(other_layer, other)));
            reach.entry(pin.item).or_default()[side].extend(ends);
        }
    };
    if layer > 0 {
        for (net, (lefts, rights)) in &grid.gaps[layer - 1] {
            add(0, *net, rights, lefts, layer - 1);
        }
    }
    for (net, (lefts, rights)) in &grid.gaps[layer] {
        add(1, *net, lefts, rights, layer + 1);
    }
    reach
}

/// How many lines of the one cross lines of the other, if it stands above it.
fn crossed(reach: &Reach, above: Item, below: Item) -> usize {
    let (Some(above), Some(below)) = (reach.get(&above), reach.get(&below)) else { return 0 };
    let in_gap = |side: usize| {
        let ends = &below[side];
        let crosses = |(net, end): &(usize, f64)| {
            ends.iter().filter(|(other, other_end)| net != other && end > other_end).count()
        };
        above[side].iter().map(crosses).sum::<usize>()
    };
    in_gap(0) + in_gap(1)
}

fn crossings(grid: &Grid, places: &Places<'_>) -> usize {
    (0..grid.gaps.len()).map(|gap| crossings_in(grid, places, gap)).sum()
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
