//! A graph of revisions as lines beside their names, the newest on top.
//! It never decides what is shown.

use std::fmt::Write as _;

/// The lines that run down from what was drawn so far: what each of them leads to.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lanes: Vec<Option<String>>,
}

/// What is drawn for a revision.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    /// The line above it where others come together in it, if they do.
    pub(super) above: Option<String>,
    /// What stands before its name.
    pub(super) beside: String,
    /// The line below it where it parts, if it does.
    pub(super) below: Option<String>,
}

impl Lines {
    /// Draws a revision that follows these; each is drawn later.
    pub(super) fn draw(&mut self, id: &str, parents: &[String]) -> Drawn {
        let here: Vec<usize> = self.leading_to(id);
        let column = here.first().copied().unwrap_or_else(|| self.free(0));
        let above = here.get(1..).filter(|others| !others.is_empty()).map(|others| {
            let drawn = self.join(column, others, ['┴', '╯']);
            for &other in others {
                self.lanes[other] = None;
            }
            drawn
        });
        self.lanes[column] = Some(id.to_owned());
        let beside = self.row(column);
        self.lanes[column] = parents.first().cloned();
        let mut others = Vec::new();
        for parent in parents.iter().skip(1) {
            let lane = self.free(column + 1);
            self.lanes[lane] = Some(parent.clone());
            others.push(lane);
        }
        let below = (!others.is_empty()).then(|| self.join(column, &others, ['┬', '╮']));
        while self.lanes.last().is_some_and(Option::is_none) {
            self.lanes.pop();
        }
        Drawn { above, beside, below }
    }

    fn leading_to(&self, id: &str) -> Vec<usize> {
        let lanes = self.lanes.iter().enumerate();
        lanes.filter(|(_, lane)| lane.as_deref() == Some(id)).map(|(at, _)| at).collect()
    }

    /// The first lane from there on that leads nowhere.
    fn free(&mut self, from: usize) -> usize {
        let free = (from..self.lanes.len()).find(|&at| self.lanes[at].is_none());
        free.unwrap_or_else(|| {
            self.lanes.resize(self.lanes.len().max(from) + 1, None);
            self.lanes.len() - 1
        })
    }

    fn row(&self, column: usize) -> String {
        let mut row = String::new();
        for (at, lane) in self.lanes.iter().enumerate() {
            let sign = match (at == column, lane) {
                (true, _) => '●',
                (false, Some(_)) => '│',
                (false, None) => ' ',
            };
            let _ = write!(row, "{sign} ");
        }
        row.trim_end().to_owned()
    }

    /// A line that connects a lane with others to its right.
    fn join(&self, column: usize, others: &[usize], [middle, end]: [char; 2]) -> String {
        let last = others.last().copied().unwrap_or(column);
        let mut row = String::new();
        for (at, lane) in self.lanes.iter().enumerate() {
            let is_between = at > column && at < last;
            let sign = if at == column {
                '├'
            } else if at == last {
                end
            } else if others.contains(&at) {
                middle
            } else {
                match (is_between, lane) {
                    (true, Some(_)) => '┼',
                    (true, None) => '─',
                    (false, Some(_)) => '│',
                    (false, None) => ' ',
                }
            };
            row.push(sign);
            row.push(if at >= column && at < last { '─' } else { ' ' });
        }
        row.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use std::fmt::Write as _;

    #[track_caller]
    fn check(graph: &[(&str, &[&str])], expected: &str) {
        let mut lines = Lines::default();
        let mut text = String::new();
        for (id, parents) in graph {
            let parents: Vec<String> = parents.iter().map(|&id| id.to_owned()).collect();
            let drawn = lines.draw(id, &parents);
            if let Some(line) = drawn.above {
                let _ = write!(text, "\n{line}");
            }
            let _ = write!(text, "\n{} {id}", drawn.beside);
            if let Some(line) = drawn.below {
                let _ = write!(text, "\n{line}");
            }
        }
        assert_eq!(text, expected);
        assert!(lines.lanes.is_empty(), "{lines:?}");
    }

    #[test]
    fn a_line_is_straight() {
        check(&[("c", &["b"]), ("b", &["a"]), ("a", &[])], "\n● c\n● b\n● a");
    }

    #[test]
    fn branches_part_and_come_together() {
        check(
            &[("d", &["b", "c"]), ("b", &["a"]), ("c", &["a"]), ("a", &[])],
            "\n● d\n├─╮\n● │ b\n│ ● c\n├─╯\n● a",
        );
    }

    #[test]
    fn two_heads_stand_beside_each_other() {
        check(&[("c", &["a"]), ("b", &["a"]), ("a", &[])], "\n● c\n│ ● b\n├─╯\n● a");
    }

    #[test]
    fn what_crosses_a_line_crosses_it() {
        check(
            &[("e", &["a"]), ("d", &["b"]), ("c", &["a"]), ("a", &[]), ("b", &[])],
            "\n● e\n│ ● d\n│ │ ● c\n├─┼─╯\n● │ a\n  ● b",
        );
        check(
            &[("f", &["a", "b", "c"]), ("c", &[]), ("b", &[]), ("a", &[])],
            "\n● f\n├─┬─╮\n│ │ ● c\n│ ● b\n● a",
        );
    }
}
