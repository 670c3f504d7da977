use crate::schema::{Literal, SqlType};

/// Whether the type has room for the number.
pub(super) fn is_held(sql_type: &SqlType, literal: &Literal) -> bool {
    let digits = match literal {
        Literal::Integer(number) => number.to_string(),
        Literal::Number(digits) => digits.to_string(),
        _ => return true,
    };
    match sql_type {
        SqlType::Float => digits.parse::<f32>().is_ok_and(f32::is_finite),
        SqlType::Double => digits.parse::<f64>().is_ok_and(f64::is_finite),
        SqlType::Numeric { precision: Some(precision), scale } => {
            let room = i64::from(*precision) - i64::from(scale.unwrap_or(0));
            digits_before_the_point(&digits) <= room
        }
        _ => true,
    }
}

/// How many digits the number has before its point, the exponent heeded; none for zero.
fn digits_before_the_point(number: &str) -> i64 {
    let unsigned = number.trim_start_matches(['-', '+']);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let Some(first) = all.find(|digit| digit != '0') else { return i64::MIN };
    // An exponent that is no number of 64 bits is as large as one can be.
    let exponent: i64 =
        exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX });
    let before = i64::try_from(whole.len()).unwrap_or(i64::MAX);
    let zeros = i64::try_from(first).unwrap_or(i64::MAX);
    before.saturating_sub(zeros).saturating_add(exponent)
}

/// Whether the moment says how far it is from UTC: `2020-02-29 12:00:00+01:00`.
pub(super) fn has_offset(moment: &str) -> bool {
    let after_the_date =
        moment.trim().char_indices().nth(10).map_or("", |(at, _)| &moment.trim()[at..]);
    after_the_date.contains(['+', '-', 'Z', 'z'])
}

/// Whether the text begins with a day as ISO 8601 writes it, and no calendar has that day. Zeros are
/// left to the database.
pub(super) fn is_no_day(text: &str) -> bool {
    let mut parts = text.get(..10).unwrap_or_default().split('-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.parse::<u16>().ok()
    };
    let (Some(year), Some(month), Some(day)) = (number(4), number(2), number(2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        0 | 1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    day > days
}

/// Digits with at most a sign, a point and an exponent: what every dialect reads as a number.
pub(super) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['-', '+']).unwrap_or(text)))
}

#[cfg(test)]
mod tests {
    use super::{digits_before_the_point, has_offset, is_no_day, is_number};

    #[test]
    fn digits_before_the_point_are_those_that_need_room() {
        for (number, expected) in [
            ("123", 3),
            ("-00123.9", 3),
            ("0.5", 0),
            ("0.005", -2),
            ("1e5", 6),
            ("0.001e5", 3),
            ("12.5e-1", 1),
            ("0.000", i64::MIN),
            ("1e99999999999999999999", i64::MAX),
        ] {
            assert_eq!(digits_before_the_point(number), expected, "{number}");
        }
    }

    #[test]
    fn a_day_is_in_the_calendar() {
        for (text, expected) in [
            ("2021-02-29", true),
            ("2020-02-29", false),
            ("1900-02-29", true),
            ("2020-13-01 12:00:00", true),
            ("2020-04-31T00:00:00", true),
            ("2020-12-31", false),
            ("0000-00-00", false),
            ("today", false),
            ("2020-2-30", false),
            ("\u{540d}\u{540d}\u{540d}\u{540d}", false),
        ] {
            assert_eq!(is_no_day(text), expected, "{text}");
        }
    }

    #[test]
    fn an_offset_stands_behind_the_time() {
        for (moment, expected) in [
            ("2020-02-29 12:00:00", false),
            ("2020-02-29T12:00:00Z", true),
            ("2020-02-29 12:00:00+00", true),
            ("2020-02-29 12:00:00-05:00", true),
            ("2020-02-29", false),
            ("", false),
            ("\u{540d}\u{540d}", false),
        ] {
            assert_eq!(has_offset(moment), expected, "{moment}");
        }
    }

    #[test]
    fn a_number_is_digits_with_a_sign_a_point_and_an_exponent_at_most() {
        for number in ["0", "1.50", "-2e3", "+7", "1.5E-10"] {
            assert!(is_number(number), "{number}");
        }
        for text in ["", "-", "1.", ".5", "1e", "0x10", "1_000", "NaN", "1;--", "1.2.3", "--1"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
