//! The list of revisions' modules.
//! It never touches what else stands in the file.

use super::slug::is_module_name;
use crate::{Error, ErrorKind};

/// The text of `migrations/mod.rs` with `mod MODULE;` in it: a line each, in their order, so that
/// git can bring two branches together. Everything else stays as it is, and so does the whole text
/// if the module is in it.
///
/// # Errors
/// [`ErrorKind::ModuleName`] if no module can be called so.
pub fn module_list(existing: &str, module: &str) -> Result<String, Error> {
    if !is_module_name(module) {
        return Err(ErrorKind::ModuleName { module: module.to_owned() }.into());
    }
    let end = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    let new = format!("mod {module};{end}");
    let listed = listed(existing);
    if listed.iter().any(|known| known.name == module) {
        return Ok(existing.to_owned());
    }
    let place = match listed.iter().find(|known| known.name > module) {
        Some(next) => next.start,
        None => match listed.last() {
            Some(last) => last.end,
            None => existing.len(),
        },
    };
    let (before, behind) = existing.split_at(place);
    let gap = match () {
        () if before.is_empty() => String::new(),
        () if !before.ends_with('\n') && listed.is_empty() => end.repeat(2),
        () if !before.ends_with('\n') => end.to_owned(),
        // The list begins behind a blank line.
        () if listed.is_empty() && !before.trim_end_matches(['\r', '\n']).is_empty() => {
            let blank = before.trim_end_matches([' ', '\t']).ends_with(&end.repeat(2));
            if blank { String::new() } else { end.to_owned() }
        }
        () => String::new(),
    };
    Ok(format!("{before}{gap}{new}{behind}"))
}

/// A `mod name;` of the file.
struct Listed<'t> {
    name: &'t str,
    /// Where its lines begin, with the attributes and comments that belong to it.
    start: usize,
    /// Behind the end of its line.
    end: usize,
}

fn listed(text: &str) -> Vec<Listed<'_>> {
    let mut listed = Vec::new();
    let mut comment = 0_usize;
    let mut start = 0;
    // Where what belongs to the next item begins.
    let mut own = None;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let inside = comment > 0;
        comment = depth(comment, line);
        let words = line.trim();
        if inside || comment > 0 {
            own = None;
        } else if let Some(name) = declared(words) {
            listed.push(Listed { name, start: own.unwrap_or(start), end });
            own = None;
        } else if words.starts_with("#[") || words.starts_with("///") {
            own = own.or(Some(start));
        } else {
            own = None;
        }
        start = end;
    }
    listed
}

/// How many block comments are open behind the line.
fn depth(mut open: usize, line: &str) -> usize {
    let mut rest = line;
    loop {
        let begin = rest.find("/*");
        let end = rest.find("*/").filter(|_| open > 0);
        let line_comment = rest.find("//").filter(|_| open == 0);
        match (begin, end) {
            (Some(at), _) if line_comment.is_some_and(|before| before < at) => return open,
            (Some(at), end) if end.is_none_or(|end| at < end) => {
                open += 1;
                rest = &rest[at + 2..];
            }
            (_, Some(at)) => {
                open -= 1;
                rest = &rest[at + 2..];
            }
            _ => return open,
        }
    }
}

/// The module that a line declares: `mod a;`, `pub mod a;`, `pub(crate) mod a; // why`.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub").map_or(line, |rest| {
        let rest = rest.trim_start();
        match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((_, behind)) => behind.trim_start(),
            None => rest,
        }
    });
    let rest = line.strip_prefix("mod ")?.trim_start();
    let (name, behind) = rest.split_once(';')?;
    let name = name.trim_end();
    let name = name.strip_prefix("r#").unwrap_or(name);
    let behind = behind.trim_start();
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (plain && (behind.is_empty() || behind.starts_with("//"))).then_some(name)
}
