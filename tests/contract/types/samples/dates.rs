use sqlx::mysql::types::{MySqlTime, MySqlTimeSign};
use sqlx::postgres::types::{PgInterval, PgTimeTz};
use sqlx::types::chrono::{self, FixedOffset, NaiveTime};
use sqlx::types::time::{self, Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(time::OffsetDateTime;
            sqlite = [moment(date(0, 1), first()), away(moment(date(1969, 365), nanosecond()))];
            postgres = [moment(date(-4713, 328), first()), away(moment(Date::MAX, first()))];
            mysql = [moment(date(1970, 2), first()), away(moment(date(2038, 19), first()))]),
        sample!(time::PrimitiveDateTime;
            sqlite = [plain(date(0, 1), first()), plain(Date::MAX, nanosecond())];
            postgres = [plain(date(-4713, 328), first()), plain(Date::MAX, microsecond())];
            mysql = [plain(date(1000, 1), first()), plain(Date::MAX, microsecond())]),
        sample!(time::Date;
            sqlite = [date(0, 1), date(2000, 60), Date::MAX];
            postgres = [date(-4713, 328), date(2000, 60), Date::MAX];
            mysql = [date(1000, 1), date(2000, 60), Date::MAX]),
        sample!(time::Time;
            sqlite = [first(), nanosecond()];
            postgres, mysql = [first(), microsecond()]),
    ]
}

pub fn spans() -> Vec<Sample> {
    vec![
        sample!(PgInterval; postgres = [
            PgInterval::default(),
            PgInterval { months: -14, days: 40, microseconds: -1 },
            PgInterval { months: i32::MAX, days: i32::MIN, microseconds: i64::MAX },
        ]),
        sample!(MySqlTime; mysql = [
            MySqlTime::MIN,
            MySqlTime::ZERO,
            span(MySqlTimeSign::Negative, 838, 59, 58, 999_999),
            span(MySqlTimeSign::Positive, 0, 0, 0, 1),
            MySqlTime::MAX,
        ]),
        sample!(PgTimeTz<NaiveTime, chrono::FixedOffset>; postgres = [
            PgTimeTz { time: NaiveTime::MIN, offset: hours(15) },
            PgTimeTz { time: NaiveTime::MIN, offset: hours(-15) },
        ]),
        sample!(PgTimeTz<time::Time, time::UtcOffset>; postgres = [
            PgTimeTz { time: first(), offset: UtcOffset::UTC },
            PgTimeTz { time: microsecond(), offset: utc_offset() },
        ]),
    ]
}

fn span(sign: MySqlTimeSign, hour: u32, minute: u8, second: u8, micro: u32) -> MySqlTime {
    MySqlTime::new(sign, hour, minute, second, micro).expect("a span of time")
}

fn hours(hours: i32) -> FixedOffset {
    FixedOffset::east_opt(hours * 3600).expect("an offset")
}

fn utc_offset() -> UtcOffset {
    UtcOffset::from_hms(-5, -30, 0).expect("an offset")
}

/// The same moment, seen from elsewhere.
fn away(moment: OffsetDateTime) -> OffsetDateTime {
    moment.to_offset(utc_offset())
}

fn moment(date: Date, time: Time) -> OffsetDateTime {
    plain(date, time).assume_utc()
}

fn plain(date: Date, time: Time) -> PrimitiveDateTime {
    PrimitiveDateTime::new(date, time)
}

pub fn date(year: i32, day: u16) -> Date {
    Date::from_ordinal_date(year, day).expect("a date")
}

pub fn first() -> Time {
    Time::MIDNIGHT
}

fn microsecond() -> Time {
    Time::from_hms_micro(23, 59, 59, 999_999).expect("a time")
}

fn nanosecond() -> Time {
    Time::from_hms_nano(23, 59, 59, 999_999_999).expect("a time")
}
