//! The lines: in each gap between two layers, every net has a vertical of its own.
//! It never leads a line through a box: boxes stand in layers, verticals in gaps.

use super::geometry::{Area, Layout, Line, Point};
use super::measure::Size;
use super::nets::{Grid, Item, Net, Pin};
use super::place::Heights;
use crate::picture::diagram::Diagram;
use std::collections::BTreeMap;

/// Between a box and the first vertical: the room of a crow's foot.
const FOOT: i32 = 26;
/// Between two verticals.
const TRACK: i32 = 9;
/// Heights that are as good as one.
const SAME: i32 = 5;

/// A net in a gap.
#[derive(Clone, Debug)]
struct Run {
    net: usize,
    lefts: Vec<i32>,
    rights: Vec<i32>,
    track: i32,
}

impl Run {
    fn span(&self) -> (i32, i32) {
        let all = || self.lefts.iter().chain(&self.rights).copied();
        (all().min().unwrap_or(0), all().max().unwrap_or(0))
    }

    fn is_straight(&self) -> bool {
        let (top, bottom) = self.span();
        top == bottom
    }

    fn meets(&self, other: &Self) -> bool {
        let ((top, bottom), (other_top, other_bottom)) = (self.span(), other.span());
        top <= other_bottom + SAME && other_top <= bottom + SAME
    }

    /// What it costs that this one stands to the left of the other: crossings, and lines on lines.
    fn cost_left_of(&self, other: &Self) -> usize {
        let inside = |y: i32, (top, bottom): (i32, i32)| y >= top && y <= bottom;
        let crossed = self.rights.iter().filter(|y| inside(**y, other.span())).count()
            + other.lefts.iter().filter(|y| inside(**y, self.span())).count();
        let pairs =
            self.rights.iter().flat_map(|right| other.lefts.iter().map(move |left| (right, left)));
        let covered = pairs.filter(|(right, left)| (*right - *left).abs() < SAME).count();
        crossed + 100 * covered
    }
}

pub(super) fn lines(diagram: &Diagram, sizes: &[Size], grid: &Grid, heights: &Heights) -> Layout {
    let y =
        |layer: usize, pin: &Pin| heights.get(&(layer, pin.item)).copied().unwrap_or(0) + pin.below;
    let mut layout = Layout::default();
    let mut tracks: Vec<BTreeMap<usize, i32>> = Vec::new();
    // Of each layer: where it begins and how wide it is.
    let mut columns: Vec<(i32, i32)> = Vec::new();
    let mut x = 0;
    for (layer, items) in grid.layers.iter().enumerate() {
        let boxes = || {
            items.iter().filter_map(|item| match item {
                Item::Box(entity) => Some(*entity),
                Item::Lane(_) => None,
            })
        };
        let width = boxes().map(|entity| sizes[entity].width).max().unwrap_or(0);
        for entity in boxes() {
            let top = heights.get(&(layer, Item::Box(entity))).copied().unwrap_or(0);
            let height = sizes[entity].height;
            layout.boxes.push(Area { entity, x, y: top, width, height });
            layout.height = layout.height.max(top + height);
        }
        columns.push((x, width));
        let runs: Vec<Run> = grid.gaps[layer]
            .iter()
            .map(|(net, (lefts, rights))| Run {
                net: *net,
                lefts: lefts.iter().map(|pin| y(layer, pin)).collect(),
                rights: rights.iter().map(|pin| y(layer + 1, pin)).collect(),
                track: 0,
            })
            .collect();
        let runs = in_tracks(runs);
        let most = runs.iter().map(|run| run.track + 1).max().unwrap_or(0);
        let begin = x + width + FOOT;
        tracks.push(runs.iter().map(|run| (run.net, begin + run.track * TRACK)).collect());
        let last = layer + 1 == grid.layers.len();
        let gap = if last && most == 0 { 0 } else { 2 * FOOT + (most - 1).max(0) * TRACK };
        layout.width = x + width + if last { gap - FOOT.min(gap) } else { gap };
        x += width + gap;
    }
    let areas: BTreeMap<usize, Area> =
        layout.boxes.iter().map(|area| (area.entity, *area)).collect();
    for (at, net) in grid.nets.iter().enumerate() {
        for relation in &net.relations {
            let points = way(diagram, grid, &areas, &tracks, heights, at, net, *relation);
            for point in &points {
                layout.height = layout.height.max(point.y + 4);
            }
            layout.lines.push(Line { relation: *relation, points });
        }
    }
    layout
}

/// Orders the verticals of a gap so that few lines cross, and puts them as far left as they go.
fn in_tracks(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| (run.span(), run.net));
    for _ in 0..runs.len().min(60) {
        let mut moved = false;
        for at in 1..runs.len() {
            let (one, other) = (&runs[at - 1], &runs[at]);
            if one.meets(other) && other.cost_left_of(one) < one.cost_left_of(other) {
                runs.swap(at - 1, at);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    for at in 0..runs.len() {
        let (before, rest) = runs.split_at_mut(at);
        let Some(run) = rest.first_mut() else { break };
        if run.is_straight() {
            continue;
        }
        let beside = before.iter().filter(|other| !other.is_straight() && other.meets(run));
        run.track = beside.map(|other| other.track + 1).max().unwrap_or(0);
    }
    runs
}

/// The corners of a relation's line, from the parent to the child.
#[allow(clippy::too_many_arguments, reason = "what was settled by the steps before")]
fn way(
    diagram: &Diagram,
    grid: &Grid,
    areas: &BTreeMap<usize, Area>,
    tracks: &[BTreeMap<usize, i32>],
    heights: &Heights,
    at: usize,
    net: &Net,
    relation: usize,
) -> Vec<Point> {
    let (parent, child) = grid.ends[&relation];
    let child_entity = diagram.relations[relation].child;
    let (Some(from), Some(to)) = (areas.get(&net.parent), areas.get(&child_entity)) else {
        return Vec::new();
    };
    let (home, away) = (grid.layer_of[&net.parent], grid.layer_of[&child_entity]);
    let (start, end) = (from.y + parent.below, to.y + child.below);
    let track = |gap: usize| tracks[gap].get(&at).copied().unwrap_or(0);
    let lane = |layer: usize| heights.get(&(layer, Item::Lane(at))).copied().unwrap_or(0);
    let mut points = Vec::new();
    if net.is_loop {
        let right = from.x + from.width;
        points.extend([(right, start), (track(home), start), (track(home), end), (right, end)]);
    } else if net.turned {
        points.push((from.x, start));
        let mut y = start;
        for gap in (away..home).rev() {
            let then = if gap == away { near(end, y, SAME) } else { near(lane(gap), y, 3) };
            points.extend([(track(gap), y), (track(gap), then)]);
            y = then;
        }
        points.push((to.x + to.width, y));
    } else {
        points.push((from.x + from.width, start));
        let mut y = start;
        for gap in home..away {
            let last = gap + 1 == away;
            let then = if last { near(end, y, SAME) } else { near(lane(gap + 1), y, 3) };
            points.extend([(track(gap), y), (track(gap), then)]);
            y = then;
        }
        points.push((to.x, y));
    }
    straightened(points.into_iter().map(|(x, y)| Point { x, y }).collect())
}

/// The height of the line so far, if what it leads to is as good as that high.
fn near(next: i32, y: i32, same: i32) -> i32 {
    if (next - y).abs() <= same { y } else { next }
}

/// Without points where the line does not turn.
fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept[..]
            && ((before.x == last.x && last.x == point.x)
                || (before.y == last.y && last.y == point.y))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}
