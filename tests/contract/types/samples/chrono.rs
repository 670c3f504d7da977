use sqlx::types::chrono::{
    self, DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, Utc,
};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(chrono::DateTime<Utc>;
            sqlite = sqlite_moments(); postgres = postgres_moments(); mysql = mysql_moments()),
        sample!(chrono::DateTime<Local>;
            sqlite = sqlite_moments().map(local);
            postgres = postgres_moments().map(local);
            mysql = mysql_moments().map(local)),
        sample!(chrono::DateTime<FixedOffset>;
            sqlite = sqlite_moments().map(offset); postgres = postgres_moments().map(offset)),
        sample!(chrono::NaiveDateTime;
            sqlite = sqlite_moments().map(|moment| moment.naive_utc());
            postgres = postgres_moments().map(|moment| moment.naive_utc());
            mysql = mysql_days()),
        sample!(chrono::NaiveDate;
            sqlite = [date(0, 1, 1), date(2000, 2, 29), date(9999, 12, 31)];
            postgres = [date(-4713, 11, 24), date(0, 1, 1), date(2000, 2, 29), NaiveDate::MAX];
            mysql = [date(1000, 1, 1), date(2000, 2, 29), date(9999, 12, 31)]),
        sample!(chrono::NaiveTime;
            sqlite = [NaiveTime::MIN, time(1, 1), time(86_399, 999_999_999)];
            postgres, mysql = [NaiveTime::MIN, time(1, 1000), time(86_399, 999_999_000)]),
    ]
}

/// Nanoseconds, and four digits of a year.
fn sqlite_moments() -> [DateTime<Utc>; 4] {
    [
        moment(date(0, 1, 1), NaiveTime::MIN),
        moment(date(1969, 12, 31), time(86_399, 999_999_999)),
        moment(date(2038, 1, 20), time(12 * 3600, 0)),
        moment(date(9999, 12, 31), time(86_399, 999_999_999)),
    ]
}

/// Microseconds, from the first day that PostgreSQL knows to the last that chrono knows.
fn postgres_moments() -> [DateTime<Utc>; 5] {
    [
        moment(date(-4713, 11, 24), NaiveTime::MIN),
        moment(date(1969, 12, 31), time(86_399, 999_999_000)),
        moment(date(2038, 1, 20), time(12 * 3600, 0)),
        moment(date(9999, 12, 31), time(86_399, 999_999_000)),
        moment(date(262_142, 12, 30), time(86_399, 999_999_000)),
    ]
}

/// Microseconds, and the years of MySQL's `DATETIME`.
fn mysql_days() -> [NaiveDateTime; 4] {
    [
        moment(date(1000, 1, 1), NaiveTime::MIN).naive_utc(),
        moment(date(1969, 12, 31), time(86_399, 999_999_000)).naive_utc(),
        moment(date(2038, 1, 20), time(12 * 3600, 0)).naive_utc(),
        moment(date(9999, 12, 31), time(86_399, 999_999_000)).naive_utc(),
    ]
}

/// What MariaDB takes from sqlx: it sends moments as `TIMESTAMP`, whatever the column's type.
fn mysql_moments() -> [DateTime<Utc>; 3] {
    [
        moment(date(1970, 1, 1), time(1, 0)),
        moment(date(2000, 2, 29), time(86_399, 1000)),
        moment(date(2038, 1, 19), time(3 * 3600 + 14 * 60 + 7, 999_999_000)),
    ]
}

fn local(moment: DateTime<Utc>) -> DateTime<Local> {
    moment.into()
}

fn offset(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    moment.with_timezone(&FixedOffset::west_opt(5 * 3600 + 1800).expect("an offset"))
}

pub fn moment(date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    NaiveDateTime::new(date, time).and_utc()
}

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

pub fn time(second: u32, nanosecond: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(second, nanosecond).expect("a time")
}
