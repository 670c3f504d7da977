//! Lines: where an expression breaks, as `rustfmt` does it.
//! It never decides what stands in them.

use super::code::{Expr, Line};

/// How wide a line may be.
const WIDTH: usize = 100;
/// How wide the arguments of a call, the items of a list, or a chain of calls may be on one line.
const SHORT: usize = 60;
/// How wide items may be that fill lines, instead of a line each.
const TINY: usize = 10;
/// A step to the right.
const STEP: usize = 4;

/// An expression on one line; empty if it cannot be.
pub(super) fn one_line(expr: &Expr) -> String {
    single(expr).unwrap_or_default()
}

/// A function with that body.
pub(super) fn function(name: &str, body: &[Line]) -> String {
    let works = body.iter().any(|line| matches!(line, Line::Statement(_) | Line::Assign(..)));
    let op = if works { "op" } else { "_op" };
    let head = format!("pub fn {name}({op}: &mut Operations) {{");
    if body.is_empty() {
        return head + "}\n";
    }
    format!("{head}\n{}}}\n", block(body, STEP))
}

/// Lines, each with its end.
fn block(lines: &[Line], indent: usize) -> String {
    let mut out = String::new();
    let margin = " ".repeat(indent);
    for line in lines {
        let text = match line {
            Line::Blank => {
                out.push('\n');
                continue;
            }
            Line::Comment(text) => format!("// {text}"),
            Line::Statement(expr) => lay(expr, At { indent, column: indent, tail: 1 }) + ";",
            Line::Assign(place, value) => {
                let column = indent + place.len() + 3;
                let value = lay(value, At { indent, column, tail: 1 });
                format!("{place} = {value};")
            }
        };
        out.push_str(&margin);
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

/// Where an expression stands: the margin of its lines, the column it begins in, and how many
/// characters have to fit behind it.
#[derive(Clone, Copy)]
struct At {
    indent: usize,
    column: usize,
    tail: usize,
}

impl At {
    fn fits(self, width: usize) -> bool {
        self.column + width + self.tail <= WIDTH
    }

    fn room(self) -> usize {
        WIDTH.saturating_sub(self.column + self.tail)
    }
}

/// How many columns a text takes: two a character in the scripts of East Asia and for pictures
/// (Unicode Standard Annex 11).
pub(super) fn width(text: &str) -> usize {
    let wide = |c: &char| {
        matches!(u32::from(*c),
            0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
            | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff
            | 0x20000..=0x3fffd)
    };
    text.chars().count() + text.chars().filter(wide).count()
}

/// The expression on one line, if it can be.
fn single(expr: &Expr) -> Option<String> {
    Some(match expr {
        Expr::Word(word) => word.clone(),
        Expr::Call(callee, arguments) => format!("{callee}({})", joined(arguments)?),
        Expr::List(open, items) => format!("{open}{}]", joined(items)?),
        Expr::Chain(root, calls) => {
            let mut text = single(root)?;
            for (method, arguments) in calls {
                text = format!("{text}.{method}({})", joined(arguments)?);
            }
            text
        }
        Expr::Closure(head, lines) if lines.is_empty() => format!("{head} {{}}"),
        Expr::Closure(..) => return None,
        Expr::Short(head, body) => format!("{head} {}", single(body)?),
    })
}

fn joined(items: &[Expr]) -> Option<String> {
    Some(items.iter().map(single).collect::<Option<Vec<_>>>()?.join(", "))
}

fn lay(expr: &Expr, at: At) -> String {
    match expr {
        Expr::Word(word) => word.clone(),
        Expr::Call(callee, arguments) => {
            format!("{callee}{}", enclosed("(", arguments, ")", moved(at, width(callee))))
        }
        Expr::List(open, items) => enclosed(open, items, "]", at),
        Expr::Chain(root, calls) => chain(root, calls, at),
        Expr::Closure(head, lines) if lines.is_empty() => format!("{head} {{}}"),
        Expr::Closure(head, lines) => {
            let body = block(lines, at.indent + STEP);
            format!("{head} {{\n{body}{}}}", " ".repeat(at.indent))
        }
        Expr::Short(head, body) => short(head, body, at),
    }
}

/// A closure whose body is an expression: in braces where it takes several lines.
fn short(head: &str, body: &Expr, at: At) -> String {
    if let Some(line) = single(body)
        && at.fits(width(head) + 1 + width(&line))
        && !is_long_chain(body, &line)
    {
        return format!("{head} {line}");
    }
    let indent = at.indent + STEP;
    let margin = " ".repeat(indent);
    let body = lay(body, At { indent, column: indent, tail: 0 });
    format!("{head} {{\n{margin}{body}\n{}}}", " ".repeat(at.indent))
}

fn is_long_chain(expr: &Expr, line: &str) -> bool {
    matches!(expr, Expr::Chain(_, calls) if calls.len() > 1) && width(line) > SHORT
}

fn moved(at: At, by: usize) -> At {
    At { column: at.column + by, ..at }
}

/// Arguments or items between brackets.
fn enclosed(open: &str, items: &[Expr], close: &str, at: At) -> String {
    let [.., last] = items else { return format!("{open}{close}") };
    let brackets = width(open) + width(close);
    let one_line = |limit: usize| {
        let line = joined(items)?;
        let nested = items.iter().any(breaks_alone);
        (!nested && width(&line) <= limit && at.fits(brackets + width(&line)))
            .then(|| format!("{open}{line}{close}"))
    };
    let only = items.len() == 1;
    // One alone may be as wide as there is room, unless it is a call of its own.
    let is_call = matches!(last, Expr::Call(..));
    if let Some(line) = one_line(if only && !is_call { WIDTH } else { SHORT }) {
        return line;
    }
    let closures = items.iter().filter(|item| is_closure(item)).count();
    let overflows = match last {
        Expr::Closure(..) | Expr::Short(..) => closures == 1,
        Expr::List(..) | Expr::Call(..) | Expr::Chain(..) => only,
        Expr::Word(_) => false,
    };
    if overflows && let Some(before) = joined(&items[..items.len() - 1]) {
        let before = if only { String::new() } else { format!("{before}, ") };
        let column = at.column + width(open) + width(&before);
        let mut tail = at.tail + width(close);
        if is_call {
            tail = tail.max(WIDTH.saturating_sub(column + SHORT));
        }
        let text = lay(last, At { indent: at.indent, column, tail });
        let first = text.lines().next().unwrap_or_default();
        let goes_on = match last {
            // All calls stand on the first line but for the arguments of the last; in a list they
            // may stand below each other.
            Expr::Chain(_, calls) if open == "(" => {
                calls.last().is_some_and(|(method, _)| first.ends_with(&format!(".{method}(")))
            }
            Expr::Chain(..) | Expr::List(..) => true,
            _ => first.ends_with(['{', '[', '(']),
        };
        let fits = width(&before) + width(first) <= SHORT && column + width(first) <= WIDTH;
        if goes_on && fits {
            return format!("{open}{before}{text}{close}");
        }
    }
    let indent = at.indent + STEP;
    let margin = " ".repeat(indent);
    let mut out = format!("{open}\n");
    let tiny = |item: &Expr| matches!(item, Expr::Word(word) if width(word) <= TINY);
    if items.iter().all(tiny) {
        fill(items, indent, &mut out);
    } else {
        for item in items {
            out.push_str(&margin);
            out.push_str(&lay(item, At { indent, column: indent, tail: 1 }));
            out.push_str(",\n");
        }
    }
    out.push_str(&" ".repeat(at.indent));
    out + close
}

fn is_closure(expr: &Expr) -> bool {
    matches!(expr, Expr::Closure(..) | Expr::Short(..))
}

/// Whether it takes several lines however much room there is.
fn breaks_alone(expr: &Expr) -> bool {
    match expr {
        Expr::Chain(_, calls) => {
            calls.len() > 1 && single(expr).is_none_or(|line| width(&line) > SHORT)
                || calls.iter().any(|(_, arguments)| long(arguments))
        }
        Expr::Call(_, arguments) => long(arguments),
        Expr::List(_, items) => long(items),
        Expr::Closure(_, lines) => !lines.is_empty(),
        Expr::Short(_, body) => breaks_alone(body),
        Expr::Word(_) => false,
    }
}

fn long(arguments: &[Expr]) -> bool {
    arguments.len() > 1 && joined(arguments).is_none_or(|line| width(&line) > SHORT)
        || arguments.iter().any(breaks_alone)
}

/// Items that are so short that they fill lines.
fn fill(items: &[Expr], indent: usize, out: &mut String) {
    let margin = " ".repeat(indent);
    let mut line = String::new();
    for item in items.iter().filter_map(single) {
        if !line.is_empty() && indent + width(&line) + 1 + width(&item) + 1 > WIDTH {
            out.extend([&*margin, &*line, "\n"]);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&item);
        line.push(',');
    }
    out.extend([&*margin, &*line, "\n"]);
}

/// Calls one after the other: on one line if they are short, else a line each.
fn chain(root: &Expr, calls: &[(&'static str, Vec<Expr>)], at: At) -> String {
    let whole = Expr::Chain(Box::new(root.clone()), calls.to_vec());
    let limit = if calls.len() == 1 { at.room() } else { SHORT.min(at.room()) };
    let breaks = calls.iter().any(|(_, arguments)| long(arguments)) || breaks_alone(root);
    if !breaks
        && let Some(line) = single(&whole)
        && width(&line) <= limit
    {
        return line;
    }
    let call = |(method, arguments): &(&'static str, Vec<Expr>), at: At| {
        let head = format!(".{method}");
        format!("{head}{}", enclosed("(", arguments, ")", moved(at, width(&head))))
    };
    let (mut text, rest) = match root {
        // A root that is no wider than a step has its first call on its line.
        Expr::Word(word) if width(word) <= STEP => {
            let tail = if calls.len() == 1 { at.tail } else { 0 };
            let at = At { tail, ..moved(at, width(word)) };
            (format!("{word}{}", call(&calls[0], at)), &calls[1..])
        }
        root => (lay(root, At { tail: 0, ..at }), calls),
    };
    // Behind a call that ends on a line of its own the next begins at the same margin.
    let is_closed = |line: &str| line.trim().chars().all(|c| matches!(c, ')' | ']' | '}'));
    let ends_block = text.rsplit_once('\n').is_some_and(|(_, last)| is_closed(last));
    let indent = if ends_block { at.indent } else { at.indent + STEP };
    let Some((last, others)) = rest.split_last() else { return text };
    let below = At { indent, column: indent, tail: 0 };
    let others: Vec<String> = others.iter().map(|next| call(next, below)).collect();
    let alone = call(last, At { tail: at.tail, ..below });
    if !text.contains('\n') && others.iter().all(|other| !other.contains('\n')) {
        // The last call may begin on the line of all others and end on another, where that is no
        // longer than a line for each.
        let before = width(&text) + others.iter().map(|other| width(other)).sum::<usize>();
        let behind = call(last, moved(at, before));
        let (first, lines) = (behind.lines().next().map_or(0, width), behind.lines().count());
        let fits = before < limit && first <= limit - before;
        if fits && (lines >= 5 || alone.lines().count() >= lines) {
            return text + &others.concat() + &behind;
        }
    }
    for next in others.iter().chain([&alone]) {
        text.push('\n');
        text.push_str(&" ".repeat(indent));
        text.push_str(next);
    }
    text
}
