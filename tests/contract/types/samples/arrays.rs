use std::borrow::Cow;
use std::net::IpAddr;
use std::num::{NonZeroI16, NonZeroI32, NonZeroI64};

use sqlx::postgres::types::{
    Oid, PgCiText, PgCube, PgHstore, PgInterval, PgLTree, PgMoney, PgPoint, PgRange, PgTimeTz,
};
use sqlx::types::chrono::{self, NaiveTime, Utc};
use sqlx::types::ipnetwork::IpNetwork;
use sqlx::types::mac_address::MacAddress;
use sqlx::types::time;
use sqlx::types::{BigDecimal, BitVec, Decimal, Json, JsonValue, Text, uuid::Uuid};

use super::chrono::{date, moment};
use super::enums::{MOODS, Mood, UserId};
use super::{dates, geometry, postgres};
use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    let mut samples = plain();
    samples.extend(dated());
    samples.extend(of_postgres_types());
    samples
}

fn plain() -> Vec<Sample> {
    vec![
        sample!(Vec<bool>; postgres = lists([false, true])),
        sample!(Vec<i8>; postgres = lists([i8::MIN, i8::MAX])),
        sample!(Vec<i16>; postgres = lists([i16::MIN, i16::MAX])),
        sample!(Vec<i32>; postgres = lists([i32::MIN, i32::MAX])),
        sample!(Vec<i64>; postgres = lists([i64::MIN, i64::MAX])),
        sample!(Vec<u16>;),
        sample!(Vec<NonZeroI16>; postgres = lists([NonZeroI16::MIN])),
        sample!(Vec<NonZeroI32>; postgres = lists([NonZeroI32::MIN])),
        sample!(Vec<NonZeroI64>; postgres = lists([NonZeroI64::MIN])),
        sample!(Vec<f32>; postgres = lists([f32::MIN, f32::INFINITY])),
        sample!(Vec<f64>; postgres = lists([f64::MIN, f64::INFINITY])),
        sample!(Vec<Decimal>; postgres = lists([Decimal::MIN, Decimal::MAX])),
        sample!(Vec<BigDecimal>; postgres = lists([BigDecimal::from(-1)])),
        sample!(Vec<String>; postgres = lists(TEXTS.map(String::from))),
        sample!(Vec<Box<str>>; postgres = lists(TEXTS.map(Box::from))),
        sample!(Vec<Cow<'static, str>>; postgres = lists(TEXTS.map(Cow::from))),
        sample!(Vec<Text<u64>>; postgres = lists([Text(u64::MAX)])),
        sample!(Vec<Vec<u8>>; postgres = lists([vec![], vec![0, 255]])),
        sample!(Vec<Box<[u8]>>; postgres = lists([Box::from([0, 255])])),
        sample!(Vec<[u8; 2]>; postgres = lists([[0, 255]])),
        sample!(Vec<Uuid>; postgres = lists([Uuid::nil(), Uuid::max()])),
        sample!(Vec<JsonValue>; postgres = lists(["null", "7", "{\"a\": []}"].map(value))),
        sample!(Vec<Json<i32>>; postgres = lists([Json(7)])),
        sample!(Vec<Mood>; postgres = lists(MOODS)),
        sample!(Vec<UserId>; postgres = lists([UserId(7)])),
        sample!(Vec<Option<i32>>; postgres = lists([None, Some(7)])),
        sample!(Option<Vec<Option<Mood>>>; postgres = [Some(vec![None, Some(MOODS[1])])]),
        sample!([i32; 3]; postgres = [[i32::MIN, 0, i32::MAX]]),
        sample!(Vec<Vec<i32>>;),
    ]
}

fn dated() -> Vec<Sample> {
    let day = date(2000, 2, 29);
    let at = moment(day, NaiveTime::MIN);
    let other_day = dates::date(2000, 60);
    let other_at = time::PrimitiveDateTime::new(other_day, dates::first());
    vec![
        sample!(Vec<chrono::NaiveDate>; postgres = lists([day])),
        sample!(Vec<chrono::NaiveTime>; postgres = lists([NaiveTime::MIN])),
        sample!(Vec<chrono::NaiveDateTime>; postgres = lists([at.naive_utc()])),
        sample!(Vec<chrono::DateTime<Utc>>; postgres = lists([at])),
        sample!(Vec<time::Date>; postgres = lists([other_day])),
        sample!(Vec<time::Time>; postgres = lists([dates::first()])),
        sample!(Vec<time::PrimitiveDateTime>; postgres = lists([other_at])),
        sample!(Vec<time::OffsetDateTime>; postgres = lists([other_at.assume_utc()])),
        sample!(Vec<PgTimeTz<time::Time, time::UtcOffset>>; postgres = lists([
            PgTimeTz { time: dates::first(), offset: time::UtcOffset::UTC },
        ])),
        sample!(Vec<PgInterval>; postgres = lists([
            PgInterval { months: 1, days: -2, microseconds: 3 },
        ])),
    ]
}

fn of_postgres_types() -> Vec<Sample> {
    let address: IpAddr = "10.0.0.1".parse().expect("an address");
    let network: IpNetwork = "10.0.0.0/8".parse().expect("a network");
    vec![
        sample!(Vec<IpAddr>; postgres = lists([address])),
        sample!(Vec<IpNetwork>; postgres = lists([network])),
        sample!(Vec<MacAddress>; postgres = lists([MacAddress::new([7; 6])])),
        sample!(Vec<BitVec>; postgres = lists([BitVec::from_elem(9, true)])),
        sample!(Vec<Oid>; postgres = lists([Oid(u32::MAX)])),
        sample!(Vec<PgMoney>; postgres = lists([PgMoney(i64::MIN)])),
        sample!(Vec<PgCiText>; postgres = lists([PgCiText("it's".to_owned())])),
        sample!(Vec<PgHstore>; postgres = lists([PgHstore::default()])),
        sample!(Vec<PgLTree>; postgres = lists([postgres::tree("Top.Science")])),
        sample!(Vec<PgCube>; postgres = lists([PgCube::Point(1.5)])),
        sample!(Vec<PgRange<i32>>; postgres = lists([PgRange::from(1..7)])),
        sample!(Vec<PgPoint>; postgres = lists(geometry::points())),
    ]
}

const TEXTS: [&str; 6] = ["", "NULL", "{}", "a, b", "\"quoted\" \\", "😀"];

/// An array of nothing, and one of everything.
fn lists<T>(elements: impl IntoIterator<Item = T>) -> [Vec<T>; 2] {
    [Vec::new(), elements.into_iter().collect()]
}

fn value(text: &str) -> JsonValue {
    text.parse().expect("JSON")
}
