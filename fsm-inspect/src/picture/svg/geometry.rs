//! What is drawn and where, in whole pixels.
//! It never decides any of it.

/// A point, from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// The box of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) entity: usize,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// The line of a relation, from the parent to the child.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) relation: usize,
    pub(super) points: Vec<Point>,
}

/// Boxes and lines of one part of the picture, from its own upper left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) boxes: Vec<Area>,
    pub(super) lines: Vec<Line>,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// All of it.
pub(super) type Picture = Layout;

impl Layout {
    /// The same, moved.
    pub(super) fn moved(mut self, x: i32, y: i32) -> Self {
        for area in &mut self.boxes {
            area.x += x;
            area.y += y;
        }
        for point in self.lines.iter_mut().flat_map(|line| &mut line.points) {
            point.x += x;
            point.y += y;
        }
        self
    }
}
