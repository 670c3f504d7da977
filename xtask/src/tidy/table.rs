//! The table of rooms in ARCHITECTURE.md, read.
//!
//! Looks at no source file.

/// The file with the table.
pub(super) const FILE: &str = "ARCHITECTURE.md";

/// A crate's rooms, each of which uses only rooms before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Crate<'t> {
    pub(super) name: &'t str,
    /// Where the table has it.
    pub(super) line: usize,
    pub(super) rooms: Vec<Room<'t>>,
}

/// One room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room<'t> {
    pub(super) name: &'t str,
    /// Marked `(planned)`: not there yet.
    pub(super) planned: bool,
}

impl Crate<'_> {
    pub(super) fn position(&self, room: &str) -> Option<usize> {
        self.rooms.iter().position(|known| known.name == room)
    }
}

/// Reads lines such as ``- `fsm-storage`: `table` < `store` (planned) ``; other lines are prose.
pub(super) fn crates(text: &str) -> Vec<Crate<'_>> {
    text.lines().enumerate().filter_map(|(index, line)| row(line, index + 1)).collect()
}

fn row(text: &str, line: usize) -> Option<Crate<'_>> {
    let (name, rest) = text.strip_prefix("- `")?.split_once("`: `")?;
    let rooms: Option<Vec<Room<'_>>> = rest.split(" < ").enumerate().map(room).collect();
    Some(Crate { name, line, rooms: rooms? })
}

fn room((index, text): (usize, &str)) -> Option<Room<'_>> {
    // The first one's opening backtick is part of the row's beginning.
    let text = if index == 0 { text } else { text.trim_start().strip_prefix('`')? };
    let (name, note) = text.split_once('`')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_name.then(|| Room { name, planned: note.contains("(planned)") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_lists_rooms_from_left_to_right() {
        let crates =
            crates("Prose.\n- `a-b`: `one` < `two` (planned) < `three` (a note)\n- `no table`\n");
        let room = |name, planned| Room { name, planned };
        let rooms = vec![room("one", false), room("two", true), room("three", false)];
        assert_eq!(crates, [Crate { name: "a-b", line: 2, rooms }]);
    }
}
