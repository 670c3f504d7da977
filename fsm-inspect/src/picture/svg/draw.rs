//! The picture as text.
//! It never places anything; every text in it is escaped.

use super::geometry::{Area, Line, Picture, Point};
use super::measure::{self, HEADER, PAD, ROW};
use super::style;
use crate::picture::diagram::{Attribute, Diagram, Relation};
use std::{cmp::Reverse, collections::BTreeMap, fmt::Write as _};

/// The radius of corners.
const ROUND: i32 = 6;

pub(super) fn write(diagram: &Diagram, picture: &Picture) -> String {
    let (width, height) = (picture.width, picture.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n<title>{} tables and the references between them</title>\n<style>\n{}</style>\n<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n",
        diagram.entities.iter().filter(|entity| entity.known).count(),
        style::SHEET,
    );
    let colours = colours(diagram);
    let colour = |relation: &Relation| colours.get(&relation.parent).copied().unwrap_or(0);
    for line in &picture.lines {
        let relation = &diagram.relations[line.relation];
        push_line(&mut out, relation, line, colour(relation));
    }
    for area in &picture.boxes {
        push_box(&mut out, diagram, area);
    }
    for line in &picture.lines {
        let relation = &diagram.relations[line.relation];
        push_ends(&mut out, relation, line, colour(relation));
    }
    out.push_str("</svg>\n");
    out
}

/// The colours of parents: lines to one have one colour, and the parents with most lines have
/// different ones.
fn colours(diagram: &Diagram) -> BTreeMap<usize, usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for relation in &diagram.relations {
        *counts.entry(relation.parent).or_default() += 1;
    }
    let mut parents: Vec<(usize, usize)> = counts.into_iter().collect();
    parents.sort_by_key(|(parent, count)| (Reverse(*count), *parent));
    parents.into_iter().enumerate().map(|(at, (parent, _))| (parent, at % style::COLOURS)).collect()
}

fn push_line(out: &mut String, relation: &Relation, line: &Line, colour: usize) {
    let _ = writeln!(
        out,
        "<path class=\"line c{colour}\" d=\"{}\"><title>{}</title></path>",
        rounded(&line.points),
        escaped(&relation.title),
    );
}

/// The line with its corners rounded.
fn rounded(points: &[Point]) -> String {
    let mut path = String::new();
    for (at, point) in points.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|before| points.get(before).copied());
        match (before, points.get(at + 1).copied()) {
            (None, _) => {
                let _ = write!(path, "M{} {}", point.x, point.y);
            }
            (Some(_), None) => {
                let _ = write!(path, "L{} {}", point.x, point.y);
            }
            (Some(before), Some(after)) => {
                let radius = ROUND.min(distance(before, point) / 2).min(distance(point, after) / 2);
                let (from, to) = (towards(point, before, radius), towards(point, after, radius));
                let _ = write!(
                    path,
                    "L{} {}Q{} {} {} {}",
                    from.x, from.y, point.x, point.y, to.x, to.y
                );
            }
        }
    }
    path
}

fn distance(one: Point, other: Point) -> i32 {
    (one.x - other.x).abs() + (one.y - other.y).abs()
}

/// The point `length` away from `from`, on the way to `to`.
fn towards(from: Point, to: Point, length: i32) -> Point {
    Point {
        x: from.x + (to.x - from.x).signum() * length,
        y: from.y + (to.y - from.y).signum() * length,
    }
}

/// The crow's foot at the child, and the bars at the parent.
fn push_ends(out: &mut String, relation: &Relation, line: &Line, colour: usize) {
    let [first, second, ..] = line.points[..] else { return };
    let [.., before, last] = line.points[..] else { return };
    let away = (second.x - first.x).signum();
    let (x, y) = (first.x, first.y);
    let bar = |at: i32| format!("M{0} {1}V{2}", x + away * at, y - 5, y + 5);
    if relation.optional {
        let _ = writeln!(
            out,
            "<path class=\"line c{colour}\" d=\"{}\"/><circle class=\"end c{colour}\" cx=\"{}\" cy=\"{y}\" r=\"3.5\"/>",
            bar(6),
            x + away * 12,
        );
    } else {
        let _ = writeln!(out, "<path class=\"line c{colour}\" d=\"{}{}\"/>", bar(6), bar(10));
    }
    let away = (before.x - last.x).signum();
    let (x, y) = (last.x, last.y);
    let (foot, circle) = if relation.single {
        (format!("M{0} {1}V{2}", x + away * 6, y - 5, y + 5), 12)
    } else {
        (format!("M{0} {1}L{2} {y}L{0} {3}", x, y - 5, x + away * 10, y + 5), 14)
    };
    let _ = writeln!(
        out,
        "<path class=\"line c{colour}\" d=\"{foot}\"/><circle class=\"end c{colour}\" cx=\"{}\" cy=\"{y}\" r=\"3.5\"/>",
        x + away * circle,
    );
}

fn push_box(out: &mut String, diagram: &Diagram, area: &Area) {
    let entity = &diagram.entities[area.entity];
    let Area { x, y, width, height, .. } = *area;
    let name = entity.name.to_string();
    out.push_str("<g>\n");
    let about: Vec<&str> =
        std::iter::once(name.as_str()).chain(entity.comment.as_deref()).collect();
    let _ = writeln!(out, "<title>{}</title>", escaped(&about.join(": ")));
    let class = if entity.known { "box" } else { "else" };
    let _ = writeln!(
        out,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>"
    );
    if !entity.attributes.is_empty() {
        // Round above, straight below.
        let _ = writeln!(
            out,
            "<path class=\"head\" d=\"M{} {}V{}Q{} {} {} {}H{}Q{} {} {} {}V{}Z\"/>",
            x + 1,
            y + HEADER,
            y + 6,
            x + 1,
            y + 1,
            x + 6,
            y + 1,
            x + width - 6,
            x + width - 1,
            y + 1,
            x + width - 1,
            y + 6,
            y + HEADER,
        );
        let _ = writeln!(out, "<path class=\"rule\" d=\"M{x} {0}H{1}\"/>", y + HEADER, x + width);
    }
    let _ = writeln!(
        out,
        "<text class=\"name\" x=\"{}\" y=\"{}\">{}</text>",
        x + PAD,
        y + 20,
        escaped(&measure::shown(&name))
    );
    let marks = measure::entity(entity).marks;
    for (at, attribute) in (0..).zip(&entity.attributes) {
        let base = y + HEADER + at * ROW + 15;
        push_row(out, attribute, x, base, width, marks);
    }
    out.push_str("</g>\n");
}

fn push_row(out: &mut String, attribute: &Attribute, x: i32, base: i32, width: i32, room: i32) {
    let mut at = x + PAD;
    for mark in measure::marks(attribute) {
        let class = mark.to_ascii_lowercase();
        let _ = write!(out, "<text class=\"{class}\" x=\"{at}\" y=\"{base}\">{mark}</text>");
        at += 16;
    }
    let full = [&attribute.name, &attribute.type_name];
    let cut = full.iter().any(|text| measure::shown(text) != **text);
    let about: Vec<String> = cut
        .then(|| format!("{} {}", attribute.name, measure::typed(attribute)))
        .into_iter()
        .chain(attribute.comment.clone())
        .collect();
    let title = if about.is_empty() {
        String::new()
    } else {
        format!("<title>{}</title>", escaped(&about.join(": ")))
    };
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{base}\">{}{title}</text><text class=\"type\" x=\"{}\" y=\"{base}\" text-anchor=\"end\">{}</text>",
        x + PAD + room,
        escaped(&measure::shown(&attribute.name)),
        x + width - PAD,
        escaped(&measure::shown(&measure::typed(attribute))),
    );
}

/// The text as XML: with its own signs escaped, and without what XML cannot hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
