use crate::schema::Str;
use std::fmt::Display;

/// The hints that hold: the old name stands and the new one does not, or goes as well, and is the
/// model's. The caller's stand before the models'; one of the caller's that cannot be followed is
/// `told` with the reason.
pub(super) fn valid<N: Clone + PartialEq + Display>(
    of_caller: Vec<(N, N)>,
    of_models: Vec<(N, N)>,
    stands: impl Fn(&N) -> Option<N>,
    is_wanted: impl Fn(&N) -> bool,
    mut told: impl FnMut(&N, &N, &'static str),
) -> Vec<(N, N)> {
    let goes: Vec<N> = of_caller
        .iter()
        .filter(|(before, after)| stands(before).is_some() && is_wanted(after) && before != after)
        .filter_map(|(before, _)| stands(before))
        .collect();
    let mut valid: Vec<(N, N)> = Vec::new();
    let taken = |valid: &[(N, N)], before: &N, after: &N| {
        valid.iter().any(|(b, a)| b == before || a == after)
    };
    for (before, after) in of_caller {
        let Some(standing) = stands(&before) else {
            if stands(&after).is_none() {
                told(&before, &after, "nothing of the old name stands in the database");
            }
            continue;
        };
        if !is_wanted(&after) {
            told(&before, &after, "no model has the new name");
        } else if stands(&after).is_some_and(|there| !goes.contains(&there)) {
            told(&before, &after, "both names stand in the database");
        } else if taken(&valid, &standing, &after) {
            told(&before, &after, "another hint speaks of the same");
        } else {
            valid.push((standing, after));
        }
    }
    for (before, after) in of_models {
        if let Some(standing) = stands(&before)
            && !is_wanted(&standing)
            && stands(&after).is_none()
            && !taken(&valid, &standing, &after)
        {
            valid.push((standing, after));
        }
    }
    valid
}

/// A name that is in nobody's way, for the time of a rename.
pub(super) fn parked(name: &str) -> Str {
    format!("{name}_renamed").into()
}
