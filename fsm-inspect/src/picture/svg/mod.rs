//! A diagram as SVG: measured, put into layers, ordered, placed, routed, packed and drawn.
//! It never looks at metadata: all it knows of tables is the diagram.

mod draw;
mod geometry;
mod layers;
mod measure;
mod nets;
mod order;
mod pack;
mod place;
mod route;
mod style;

use super::diagram::Diagram;
use geometry::{Layout, Picture};
use measure::Size;

pub(super) fn write(diagram: &Diagram) -> String {
    let sizes: Vec<Size> = diagram.entities.iter().map(measure::entity).collect();
    let groups = pack::components(diagram);
    let layouts: Vec<Layout> =
        groups.connected.iter().map(|group| lay_out(diagram, &sizes, group)).collect();
    let picture: Picture = pack::all(diagram, &sizes, layouts, &groups.alone);
    draw::write(diagram, &picture)
}

/// Tables that refer to each other, with the lines between them.
fn lay_out(diagram: &Diagram, sizes: &[Size], group: &[usize]) -> Layout {
    let layering = layers::assign(diagram, sizes, group);
    let mut grid = nets::grid(diagram, &layering);
    order::sort(diagram, sizes, &mut grid);
    let placed = place::settle(diagram, sizes, &grid);
    route::lines(diagram, sizes, &grid, &placed)
}
