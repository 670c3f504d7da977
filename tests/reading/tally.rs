//! Tallies: how often each kind of change was made, and what could not be compared, and why.

use std::collections::BTreeMap;
use std::sync::Mutex;

use fsm_core::{Dialect, Skipped};

use crate::mutation::Kind;

static CHANGES: Mutex<BTreeMap<(Kind, Dialect), u64>> = Mutex::new(BTreeMap::new());
static SKIPPED: Mutex<BTreeMap<(Dialect, String), u64>> = Mutex::new(BTreeMap::new());

/// Changes that were made.
pub(crate) fn changed(dialect: Dialect, kinds: &[Kind]) {
    let Ok(mut changes) = CHANGES.lock() else { return };
    for kind in kinds {
        *changes.entry((*kind, dialect)).or_default() += 1;
    }
}

/// What was skipped.
pub(crate) fn skipped(dialect: Dialect, list: &[Skipped]) {
    let Ok(mut skipped) = SKIPPED.lock() else { return };
    for skip in list {
        let what = skip.what.split('`').next().unwrap_or_default().trim().to_owned();
        *skipped.entry((dialect, format!("{what}: {}", plain(&skip.reason)))).or_default() += 1;
    }
}

/// The kinds that the dialect has and that no sample made.
pub(crate) fn untouched(dialect: Dialect) -> Vec<Kind> {
    let Ok(changes) = CHANGES.lock() else { return Vec::new() };
    Kind::of(dialect).into_iter().filter(|kind| !changes.contains_key(&(*kind, dialect))).collect()
}

/// Both tallies as tables; nothing if nothing was counted.
pub(crate) fn show() -> String {
    let (Ok(changes), Ok(skipped)) = (CHANGES.lock(), SKIPPED.lock()) else { return String::new() };
    if changes.is_empty() {
        return String::new();
    }
    let mut kinds: Vec<Kind> = changes.keys().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    let cell = |kind, dialect: Dialect| match changes.get(&(kind, dialect)) {
        Some(count) => count.to_string(),
        None if Kind::of(dialect).contains(&kind) => "0".to_owned(),
        None => "-".to_owned(),
    };
    let mut text = format!("{:<22}", "changes made");
    for dialect in Dialect::ALL {
        text += &format!("{:>10}", dialect.key());
    }
    for kind in kinds {
        text += &format!("\n{:<22}", format!("{kind:?}"));
        for &dialect in Dialect::ALL {
            text += &format!("{:>10}", cell(kind, dialect));
        }
    }
    if !skipped.is_empty() {
        text += "\nnot compared";
    }
    for ((dialect, what), count) in skipped.iter() {
        text += &format!("\n{count:>6} {} {what}", dialect.key());
    }
    text + "\n"
}

/// A text without what differs from sample to sample.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut quote = None;
    for character in
        text.lines().next().unwrap_or_default().split(';').next().unwrap_or_default().chars()
    {
        match quote {
            Some(end) if character == end => {
                quote = None;
                plain.push('_');
            }
            Some(_) => {}
            None if matches!(character, '`' | '"' | '\'') => quote = Some(character),
            None if character.is_ascii_digit() => {}
            None => plain.push(character),
        }
    }
    plain.chars().take(160).collect()
}
