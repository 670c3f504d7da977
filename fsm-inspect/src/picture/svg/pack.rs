//! The parts of a picture side by side: groups of tables that refer to each other, and those that
//! refer to nothing.
//! It never changes a part.

use super::geometry::{Area, Layout, Picture};
use super::measure::Size;
use crate::picture::diagram::Diagram;

/// Between parts.
const APART: i32 = 56;
/// Between tables that refer to nothing.
const BESIDE: i32 = 30;
/// Around all of it.
const MARGIN: i32 = 24;

/// Entities by whether lines join them.
#[derive(Debug)]
pub(super) struct Groups {
    /// Two or more that are joined, the largest group first.
    pub(super) connected: Vec<Vec<usize>>,
    pub(super) alone: Vec<usize>,
}

pub(super) fn components(diagram: &Diagram) -> Groups {
    let mut group: Vec<usize> = (0..diagram.entities.len()).collect();
    for relation in &diagram.relations {
        let (one, other) = (root(&group, relation.child), root(&group, relation.parent));
        // The first of a group stands for it.
        group[one.max(other)] = one.min(other);
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); group.len()];
    for entity in 0..group.len() {
        groups[root(&group, entity)].push(entity);
    }
    let has_loop = |entity: usize| {
        diagram
            .relations
            .iter()
            .any(|relation| relation.child == entity && relation.parent == entity)
    };
    let (mut connected, mut alone) = (Vec::new(), Vec::new());
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        match group[..] {
            [only] if !has_loop(only) => alone.push(only),
            _ => connected.push(group),
        }
    }
    connected.sort_by_key(|group| std::cmp::Reverse(group.len()));
    Groups { connected, alone }
}

fn root(group: &[usize], mut entity: usize) -> usize {
    while group[entity] != entity {
        entity = group[entity];
    }
    entity
}

pub(super) fn all(sizes: &[Size], mut parts: Vec<Layout>, alone: &[usize]) -> Picture {
    let widest = parts.iter().map(|part| part.width).max().unwrap_or(0);
    let area: i64 = parts
        .iter()
        .map(|part| i64::from(part.width + APART) * i64::from(part.height + APART))
        .sum();
    let wished = i32::try_from((area * 8 / 5).isqrt()).unwrap_or(i32::MAX);
    if !alone.is_empty() {
        parts.push(columns(sizes, alone, widest.max(wished)));
    }
    shelves(parts, widest.max(wished))
}

/// Tables in columns of one width, each put where there is most room.
fn columns(sizes: &[Size], alone: &[usize], most: i32) -> Layout {
    let width = alone.iter().map(|entity| sizes[*entity].width).max().unwrap_or(0);
    let count = i32::try_from(alone.len()).unwrap_or(i32::MAX);
    let area: i64 = alone
        .iter()
        .map(|entity| i64::from(width + BESIDE) * i64::from(sizes[*entity].height + BESIDE))
        .sum();
    let wished = i32::try_from((area * 8 / 5).isqrt()).unwrap_or(i32::MAX).max(most);
    let columns = ((wished + BESIDE) / (width + BESIDE)).clamp(1, count);
    let mut bottoms = vec![0; usize::try_from(columns).unwrap_or(1)];
    let mut layout = Layout::default();
    for entity in alone {
        let height = sizes[*entity].height;
        let Some((at, top)) = bottoms.iter().copied().enumerate().min_by_key(|(_, y)| *y) else {
            break;
        };
        let x = i32::try_from(at).unwrap_or(0) * (width + BESIDE);
        layout.boxes.push(Area { entity: *entity, x, y: top, width, height });
        bottoms[at] = top + height + BESIDE;
        layout.width = layout.width.max(x + width);
        layout.height = layout.height.max(top + height);
    }
    layout
}

/// Parts in rows, the highest first.
fn shelves(mut parts: Vec<Layout>, most: i32) -> Picture {
    parts.sort_by_key(|part| std::cmp::Reverse(part.height));
    let mut picture = Picture::default();
    let (mut x, mut y, mut row) = (0, 0, 0);
    for part in parts {
        if x > 0 && x + part.width > most {
            y += row + APART;
            (x, row) = (0, 0);
        }
        let (width, height) = (part.width, part.height);
        let moved = part.moved(MARGIN + x, MARGIN + y);
        picture.boxes.extend(moved.boxes);
        picture.lines.extend(moved.lines);
        x += width + APART;
        row = row.max(height);
        picture.width = picture.width.max(x - APART);
        picture.height = picture.height.max(y + height);
    }
    picture.width += 2 * MARGIN;
    picture.height += 2 * MARGIN;
    picture
}
