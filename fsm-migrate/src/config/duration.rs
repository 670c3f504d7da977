//! Durations as people write them: `250ms`, `5s`, `2m`, `1h`.
//! It never takes a number without a unit, which would be a guess.

use std::time::Duration;

/// The duration, or what is wrong with the text.
pub(super) fn parse(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim();
    let unit = text[text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..].trim();
    let wrong = || Err(format!("`{text}` is no duration, such as `250ms`, `5s`, `2m` or `1h`"));
    let Ok(number) = digits.parse::<u64>() else { return wrong() };
    let milliseconds = match unit {
        "ms" => Some(number),
        "s" => number.checked_mul(1_000),
        "m" | "min" => number.checked_mul(60_000),
        "h" => number.checked_mul(3_600_000),
        _ => return wrong(),
    };
    // A hundred years: no database counts further in milliseconds of 32 bits times some thousand.
    match milliseconds.filter(|&milliseconds| milliseconds <= 3_155_760_000_000) {
        Some(milliseconds) => Ok(Duration::from_millis(milliseconds)),
        None => Err(format!("`{text}` is longer than a hundred years")),
    }
}
