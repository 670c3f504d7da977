//! How high everything stands: near to what it is connected with, and apart from its neighbours.
//! It never changes the order in a layer.

use super::measure::Size;
use super::nets::{Grid, Item, Pin};
use std::collections::BTreeMap;

/// Between two boxes, a box and a lane, and two lanes.
const APART: (f64, f64, f64) = (30.0, 18.0, 10.0);
const SWEEPS: usize = 16;

/// The upper edges of boxes, and the heights of lanes, by layer.
pub(super) type Heights = BTreeMap<(usize, Item), i32>;

pub(super) fn settle(sizes: &[Size], grid: &Grid) -> Heights {
    let mut tops: BTreeMap<(usize, Item), f64> = BTreeMap::new();
    let full: Vec<f64> = grid.layers.iter().map(|items| extent(sizes, items)).collect();
    let most = full.iter().copied().fold(0.0, f64::max);
    for (layer, items) in grid.layers.iter().enumerate() {
        let mut y = (most - full[layer]) / 2.0;
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                y += apart(items[at - 1], *item);
            }
            tops.insert((layer, *item), y);
            y += height(sizes, *item);
        }
    }
    for sweep in 0..SWEEPS {
        let count = grid.layers.len();
        let forwards = sweep % 2 == 0;
        let both = sweep + 4 >= SWEEPS;
        for step in 0..count {
            let layer = if forwards { step } else { count - 1 - step };
            level(sizes, grid, &mut tops, layer, forwards || both, !forwards || both);
        }
    }
    let least = tops.values().copied().fold(f64::INFINITY, f64::min);
    let least = if least.is_finite() { least } else { 0.0 };
    tops.into_iter().map(|(key, y)| (key, rounded(y - least))).collect()
}

#[allow(clippy::cast_possible_truncation, reason = "pixels of a picture")]
fn rounded(y: f64) -> i32 {
    y.round() as i32
}

fn height(sizes: &[Size], item: Item) -> f64 {
    match item {
        Item::Box(entity) => f64::from(sizes[entity].height),
        Item::Lane(_) => 0.0,
    }
}

fn apart(above: Item, below: Item) -> f64 {
    match (above, below) {
        (Item::Box(_), Item::Box(_)) => APART.0,
        (Item::Lane(_), Item::Lane(_)) => APART.2,
        _ => APART.1,
    }
}

fn extent(sizes: &[Size], items: &[Item]) -> f64 {
    let heights: f64 = items.iter().map(|item| height(sizes, *item)).sum();
    heights + items.windows(2).map(|pair| apart(pair[0], pair[1])).sum::<f64>()
}

/// Moves what is in a layer as near as possible to where its lines come from.
fn level(
    sizes: &[Size],
    grid: &Grid,
    tops: &mut BTreeMap<(usize, Item), f64>,
    layer: usize,
    left: bool,
    right: bool,
) {
    let mut sums: BTreeMap<Item, (f64, f64)> = BTreeMap::new();
    let mut add = |own: &[Pin], others: &[Pin], other_layer: usize| {
        for pin in own {
            for other in others {
                let Some(top) = tops.get(&(other_layer, other.item)) else { continue };
                // A lane that goes on as a lane is to be straight.
                let weight = match (pin.item, other.item) {
                    (Item::Lane(_), Item::Lane(_)) => 8.0,
                    (Item::Lane(_), _) | (_, Item::Lane(_)) => 2.0,
                    _ => 1.0,
                };
                let sum = sums.entry(pin.item).or_insert((0.0, 0.0));
                sum.0 += weight * (top + f64::from(other.below) - f64::from(pin.below));
                sum.1 += weight;
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
    let items = &grid.layers[layer];
    // Counted without what stands above, all that is asked is that they do not fall back.
    let mut offset = 0.0;
    let mut wishes = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            offset += height(sizes, items[at - 1]) + apart(items[at - 1], *item);
        }
        let (wish, weight) = match sums.get(item) {
            Some((sum, weight)) => (sum / weight, *weight),
            None => (tops.get(&(layer, *item)).copied().unwrap_or(0.0), 0.01),
        };
        wishes.push((wish - offset, weight, offset));
    }
    let settled =
        rising(&wishes.iter().map(|(wish, weight, _)| (*wish, *weight)).collect::<Vec<_>>());
    for ((item, y), (.., offset)) in items.iter().zip(settled).zip(wishes) {
        tops.insert((layer, *item), y + offset);
    }
}

/// The numbers nearest to these, by their weights, that do not fall: neighbours in the wrong order
/// are pooled.
fn rising(wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (wish, weight) in wishes {
        let mut pool = (*wish, *weight, 1);
        while let Some(above) = pools.last() {
            if above.0 <= pool.0 {
                break;
            }
            let weight = above.1 + pool.1;
            pool = ((above.0 * above.1 + pool.0 * pool.1) / weight, weight, above.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(y, _, count)| std::iter::repeat_n(y, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn what_is_in_order_stays_and_the_rest_meets_in_the_middle() {
        let cases: &[(&[f64], &[f64])] = &[
            (&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]),
            (&[3.0, 1.0], &[2.0, 2.0]),
            (&[1.0, 5.0, 3.0, 9.0], &[1.0, 4.0, 4.0, 9.0]),
            (&[], &[]),
        ];
        for (wishes, expected) in cases {
            let wishes: Vec<(f64, f64)> = wishes.iter().map(|wish| (*wish, 1.0)).collect();
            assert_eq!(rising(&wishes), *expected);
        }
    }
}
