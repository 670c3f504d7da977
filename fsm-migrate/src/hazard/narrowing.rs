//! Types that hold less than others.
//! It never says what a database does about it.

use fsm_core::{ColumnDef, Dialect, SqlType, Str};
use std::borrow::Cow;

/// What becomes of values when a type takes the place of another.
pub(super) enum Narrowing {
    /// Each fits.
    Fits,
    /// Some are cut down to what the new type holds.
    Cuts(String),
    /// Some make the change fail.
    Refuses(String),
    /// Some are a label that the new type does not have.
    Label(String),
}

/// What becomes of values of `before` as `after`.
pub(super) fn narrowing(before: &SqlType, after: &SqlType) -> Narrowing {
    use Narrowing::{Cuts, Fits, Label, Refuses};
    if before == after {
        return Fits;
    }
    let cuts = |what: &str| Cuts(format!("{what} of values that are there is lost"));
    match (before, after) {
        (SqlType::Enum(was), SqlType::Enum(is)) => {
            let gone: Vec<Str> =
                was.labels.iter().filter(|label| !is.labels.contains(label)).cloned().collect();
            if gone.is_empty() {
                Fits
            } else {
                Label(format!("rows that are there may hold {}, which goes", super::listed(&gone)))
            }
        }
        (_, SqlType::Enum(_)) => Label("rows that are there may hold what is no label".to_owned()),
        (_, SqlType::Text) | (SqlType::Binary(_), SqlType::LargeBinary) => Fits,
        (SqlType::String(was), SqlType::String(is))
        | (SqlType::Binary(was), SqlType::Binary(is))
            if was <= is =>
        {
            Fits
        }
        (_, SqlType::String(length)) => {
            Refuses(format!("values that are there may be longer than {length} characters"))
        }
        (_, SqlType::Binary(length)) => {
            Refuses(format!("values that are there may be longer than {length} bytes"))
        }
        (SqlType::Float | SqlType::Double | SqlType::Numeric { .. }, whole)
            if whole.is_integer() =>
        {
            cuts("what stands behind the point")
        }
        (SqlType::Double, SqlType::Float)
        | (SqlType::Numeric { .. }, SqlType::Float | SqlType::Double) => cuts("the precision"),
        (SqlType::Numeric { .. }, SqlType::Numeric { .. }) => decimals(before, after),
        (SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset, SqlType::Date) => {
            cuts("the time of day")
        }
        (
            SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset,
            SqlType::Time | SqlType::TimeTz,
        ) => cuts("the date"),
        (SqlType::DateTimeTz | SqlType::DateTimeOffset, SqlType::DateTime)
        | (SqlType::TimeTz, SqlType::Time) => cuts("the zone"),
        (
            SqlType::Date | SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset,
            SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset,
        )
        | (SqlType::Float, SqlType::Double) => Fits,
        (whole, SqlType::Boolean) if whole.is_integer() => cuts("the number"),
        _ => match (range(before), range(after)) {
            (Some(was), Some(is)) if is.0 <= was.0 && was.1 <= is.1 => Fits,
            (Some(_), Some(_)) => Refuses("numbers that are there may be out of range".to_owned()),
            (Some((_, most)), None) if matches!(after, SqlType::Double) && most < 1 << 53 => Fits,
            (Some(_), None) if matches!(after, SqlType::Float | SqlType::Double) => {
                cuts("the precision")
            }
            (Some((_, most)), None) => match after {
                SqlType::Numeric { precision: Some(precision), scale } => {
                    let digits = precision.saturating_sub(scale.unwrap_or(0));
                    if 10_i128.checked_pow(digits).is_none_or(|limit| most < limit) {
                        Fits
                    } else {
                        Refuses("numbers that are there may be out of range".to_owned())
                    }
                }
                SqlType::Numeric { .. } => Fits,
                _ => Refuses("values that are there may not be of the new type".to_owned()),
            },
            _ => Refuses("values that are there may not be of the new type".to_owned()),
        },
    }
}

/// Whether the rows are written again when `after` takes the place of `before`.
pub(super) fn rewrites(before: &ColumnDef, after: &ColumnDef, dialect: Dialect) -> bool {
    let spelled = |column: &ColumnDef| {
        let words = column.type_override(dialect).map(str::to_owned);
        words.or_else(|| dialect.spell_type(&column.sql_type).ok().map(Cow::into_owned))
    };
    if spelled(before) == spelled(after) {
        return false;
    }
    if before.type_override(dialect).or(after.type_override(dialect)).is_some() {
        return true;
    }
    match (&before.sql_type, &after.sql_type) {
        (SqlType::String(was), SqlType::String(is)) if dialect == Dialect::Postgres => is < was,
        (SqlType::String(_), SqlType::Text) => dialect != Dialect::Postgres,
        // The length stands in one byte before the text, or in two; a character has up to four.
        (SqlType::String(was), SqlType::String(is)) => is < was || (*was < 64) != (*is < 64),
        (SqlType::Enum(was), SqlType::Enum(is)) if dialect == Dialect::Mysql => {
            !is.labels.starts_with(&was.labels)
        }
        (
            SqlType::Numeric { scale: was, precision: least },
            SqlType::Numeric { scale: is, precision: most },
        ) if dialect == Dialect::Postgres => {
            most.is_some() && (was != is || least.is_none_or(|least| Some(least) > *most))
        }
        _ => true,
    }
}

fn decimals(before: &SqlType, after: &SqlType) -> Narrowing {
    let parts = |sql_type: &SqlType| match sql_type {
        SqlType::Numeric { precision: Some(precision), scale } => {
            let scale = scale.unwrap_or(0);
            Some((precision.saturating_sub(scale), scale))
        }
        _ => None,
    };
    match (parts(before), parts(after)) {
        (_, None) => Narrowing::Fits,
        (Some((_, was)), Some((_, is))) if is < was => Narrowing::Cuts(format!(
            "what stands behind the point of values that are there is rounded to {is} digits"
        )),
        (Some((was, _)), Some((is, _))) if is >= was => Narrowing::Fits,
        (None, Some((_, is))) => Narrowing::Cuts(format!(
            "what stands behind the point of values that are there is rounded to {is} digits"
        )),
        _ => Narrowing::Refuses("numbers that are there may be out of range".to_owned()),
    }
}

/// The smallest and the largest of the whole numbers that a type holds.
fn range(sql_type: &SqlType) -> Option<(i128, i128)> {
    Some(match sql_type {
        SqlType::Boolean => (0, 1),
        SqlType::TinyInteger => (i8::MIN.into(), i8::MAX.into()),
        SqlType::SmallInteger => (i16::MIN.into(), i16::MAX.into()),
        SqlType::Integer => (i32::MIN.into(), i32::MAX.into()),
        SqlType::BigInteger => (i64::MIN.into(), i64::MAX.into()),
        SqlType::UnsignedTinyInteger => (0, u8::MAX.into()),
        SqlType::UnsignedSmallInteger => (0, u16::MAX.into()),
        SqlType::UnsignedInteger => (0, u32::MAX.into()),
        SqlType::UnsignedBigInteger => (0, u64::MAX.into()),
        _ => return None,
    })
}
