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
    draw::write(diagram, &picture(diagram))
}

fn picture(diagram: &Diagram) -> Picture {
    let sizes: Vec<Size> = diagram.entities.iter().map(measure::entity).collect();
    let groups = pack::components(diagram);
    let layouts: Vec<Layout> =
        groups.connected.iter().map(|group| lay_out(diagram, &sizes, group)).collect();
    pack::all(&sizes, layouts, &groups.alone)
}

/// Tables that refer to each other, with the lines between them.
fn lay_out(diagram: &Diagram, sizes: &[Size], group: &[usize]) -> Layout {
    let layering = layers::assign(diagram, sizes, group);
    let mut grid = nets::grid(diagram, &layering);
    order::sort(sizes, &mut grid);
    let placed = place::settle(sizes, &grid);
    route::lines(diagram, sizes, &grid, &placed)
}

#[cfg(test)]
mod tests {
    use super::geometry::{Area, Picture};
    use super::picture;
    use crate::picture::diagram::Diagram;
    use fsm_core::{ColumnDef, ForeignKeyDef, Metadata, SqlType, TableDef};

    /// Tables that refer to each other at random: rings, loops and hubs among them.
    fn metadata(seed: u64, tables: u64) -> Metadata {
        let mut state = seed;
        let mut random = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let table = |number: u64| {
            let mut table = TableDef::new(format!("t{number}"))
                .column(ColumnDef::new("id", SqlType::BigInteger))
                .primary_key(["id"]);
            for key in 0..random(4) {
                // Half of them to few, as in real schemas.
                let most = if random(2) == 0 { tables } else { tables.min(5) };
                let (name, parent) = (format!("c{key}"), format!("t{}", random(most)));
                let mut column = ColumnDef::new(name.clone(), SqlType::BigInteger);
                column.nullable = random(3) == 0;
                table =
                    table.column(column).foreign_key(ForeignKeyDef::new([name], parent, ["id"]));
            }
            (0..random(9)).fold(table, |table, more| {
                table.column(ColumnDef::new(format!("more{more}"), SqlType::Text))
            })
        };
        (0..tables).map(table).collect()
    }

    fn overlap(one: &Area, other: &Area) -> bool {
        one.x < other.x + other.width
            && other.x < one.x + one.width
            && one.y < other.y + other.height
            && other.y < one.y + one.height
    }

    fn check(diagram: &Diagram, picture: &Picture, name: &str) {
        assert_eq!(picture.boxes.len(), diagram.entities.len(), "{name}");
        assert_eq!(picture.lines.len(), diagram.relations.len(), "{name}");
        for (at, one) in picture.boxes.iter().enumerate() {
            assert!(one.x >= 0 && one.y >= 0, "{name}: {one:?}");
            assert!(one.x + one.width <= picture.width, "{name}: {one:?}");
            assert!(one.y + one.height <= picture.height, "{name}: {one:?}");
            for other in &picture.boxes[at + 1..] {
                assert!(!overlap(one, other), "{name}: {one:?} lies on {other:?}");
            }
        }
        for line in &picture.lines {
            assert!(line.points.len() >= 2, "{name}: {line:?}");
            for ends in line.points.windows(2) {
                let (from, to) = (ends[0], ends[1]);
                assert!(from.x == to.x || from.y == to.y, "{name}: {line:?} is askew");
                // A line may touch a box, and may not enter it.
                let segment = Area {
                    entity: 0,
                    x: from.x.min(to.x),
                    y: from.y.min(to.y),
                    width: (from.x - to.x).abs(),
                    height: (from.y - to.y).abs(),
                };
                for area in &picture.boxes {
                    let inner = Area {
                        x: area.x + 1,
                        y: area.y + 1,
                        width: area.width - 2,
                        height: area.height - 2,
                        ..*area
                    };
                    let inside = segment.x < inner.x + inner.width
                        && inner.x < segment.x + segment.width.max(1)
                        && segment.y < inner.y + inner.height
                        && inner.y < segment.y + segment.height.max(1);
                    assert!(!inside, "{name}: {line:?} runs through {area:?}");
                }
            }
        }
    }

    #[test]
    fn boxes_lie_apart_and_lines_keep_out_of_them() {
        for seed in 0..60 {
            for tables in [1, 3, 10, 40] {
                let diagram = Diagram::of(&metadata(seed, tables));
                check(&diagram, &picture(&diagram), &format!("seed {seed}, {tables} tables"));
            }
        }
    }

    #[test]
    fn a_table_that_is_only_referred_to_has_a_box() {
        let table = TableDef::new("posts")
            .column(ColumnDef::new("author", SqlType::BigInteger))
            .foreign_key(ForeignKeyDef::new(["author"], "elsewhere.users", ["id"]));
        let diagram = Diagram::of(&Metadata::from_iter([table]));
        let picture = picture(&diagram);
        check(&diagram, &picture, "elsewhere");
        assert_eq!(picture.boxes.len(), 2);
    }

    #[test]
    fn no_table_is_an_empty_picture() {
        let diagram = Diagram::of(&Metadata::new());
        check(&diagram, &picture(&diagram), "empty");
    }
}
