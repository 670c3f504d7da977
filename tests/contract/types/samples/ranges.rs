use std::ops::Bound::{self, Excluded, Included, Unbounded};

use sqlx::postgres::types::PgRange;
use sqlx::types::chrono::{self, FixedOffset, Local, NaiveTime, Utc};
use sqlx::types::{BigDecimal, Decimal, time};

use super::chrono::{date, moment};
use super::dates;
use crate::types::sample::{Sample, sample};

/// PostgreSQL writes ranges of whole numbers and of days as `[a, b)`; so do these samples.
pub fn samples() -> Vec<Sample> {
    let days = [date(-4713, 11, 24), date(9999, 12, 31)];
    let moments = days.map(|day| moment(day, NaiveTime::MIN));
    let other_days = [dates::date(-4713, 328), dates::date(9999, 365)];
    let other_moments = other_days.map(|day| time::PrimitiveDateTime::new(day, dates::first()));
    vec![
        sample!(PgRange<i32>; postgres = half_open([i32::MIN, i32::MAX])),
        sample!(PgRange<i64>; postgres = half_open([i64::MIN, i64::MAX])),
        sample!(PgRange<Decimal>; postgres = every([Decimal::MIN, Decimal::MAX])),
        sample!(PgRange<BigDecimal>; postgres = every([BigDecimal::from(-1), BigDecimal::from(1)])),
        sample!(PgRange<chrono::NaiveDate>; postgres = half_open(days)),
        sample!(PgRange<chrono::NaiveDateTime>; postgres = every(moments.map(|at| at.naive_utc()))),
        sample!(PgRange<chrono::DateTime<Utc>>; postgres = every(moments)),
        sample!(PgRange<chrono::DateTime<Local>>; postgres
            = every(moments.map(chrono::DateTime::<Local>::from))),
        sample!(PgRange<chrono::DateTime<FixedOffset>>; postgres
            = every(moments.map(chrono::DateTime::<FixedOffset>::from))),
        sample!(PgRange<time::Date>; postgres = half_open(other_days)),
        sample!(PgRange<time::PrimitiveDateTime>; postgres = every(other_moments)),
        sample!(PgRange<time::OffsetDateTime>; postgres
            = every(other_moments.map(time::PrimitiveDateTime::assume_utc))),
    ]
}

fn half_open<T: Clone>([low, high]: [T; 2]) -> Vec<PgRange<T>> {
    vec![
        range(Included(low.clone()), Excluded(high.clone())),
        range(Included(low), Unbounded),
        range(Unbounded, Excluded(high)),
        range(Unbounded, Unbounded),
    ]
}

fn every<T: Clone>([low, high]: [T; 2]) -> Vec<PgRange<T>> {
    let mut ranges = half_open([low.clone(), high.clone()]);
    ranges.push(range(Included(low.clone()), Included(high.clone())));
    ranges.push(range(Excluded(low.clone()), Excluded(high.clone())));
    ranges.push(range(Excluded(low), Included(high)));
    ranges
}

fn range<T>(start: Bound<T>, end: Bound<T>) -> PgRange<T> {
    PgRange { start, end }
}
