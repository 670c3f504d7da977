//! Random values of the types that people use most.
//! What is random here has its boundaries among the samples.

use proptest::arbitrary::any;
use proptest::strategy::{Just, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use proptest::{collection, option, prop_oneof};
use sqlx::types::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use sqlx::types::uuid::Uuid;
use sqlx::types::{BigDecimal, Decimal, JsonValue};

use super::sample::{Sample, sample};

/// Values of each type; `FSM_TEST_CASES` asks for more.
fn random<S: Strategy>(strategy: S) -> Vec<S::Value> {
    let cases = std::env::var("FSM_TEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let mut runner = TestRunner::default();
    let draw = |_| strategy.new_tree(&mut runner).expect("no value is rejected").current();
    (0..cases.unwrap_or(48)).map(draw).collect()
}

pub fn samples() -> Vec<Sample> {
    let mut samples = numbers();
    samples.extend(others());
    samples.extend(arrays());
    samples
}

fn numbers() -> Vec<Sample> {
    vec![
        sample!(i8; sqlite, postgres, mysql = random(any::<i8>())),
        sample!(i16; sqlite, postgres, mysql = random(any::<i16>())),
        sample!(i32; sqlite, postgres, mysql = random(any::<i32>())),
        sample!(i64; sqlite, postgres, mysql = random(any::<i64>())),
        sample!(u32; sqlite, mysql = random(any::<u32>())),
        sample!(u64; mysql = random(any::<u64>())),
        sample!(f32; sqlite, postgres, mysql = random(finite_f32())),
        sample!(f64; sqlite, postgres, mysql = random(finite_f64())),
        sample!(Decimal; postgres, mysql = random(decimal())),
        sample!(BigDecimal; postgres, mysql = random(big_decimal())),
    ]
}

fn others() -> Vec<Sample> {
    vec![
        sample!(bool; sqlite, postgres, mysql = random(any::<bool>())),
        sample!(String; sqlite, mysql = random(any::<String>()); postgres = random("[^\0]*")),
        sample!(Vec<u8>; sqlite, postgres, mysql = random(any::<Vec<u8>>())),
        sample!(Uuid; sqlite, postgres, mysql = random(uuid())),
        sample!(NaiveDate; sqlite, postgres, mysql = random(date())),
        sample!(NaiveTime; sqlite, postgres, mysql = random(time())),
        sample!(NaiveDateTime; sqlite, postgres, mysql = random(date_and_time())),
        sample!(DateTime<Utc>;
            sqlite, postgres = random(date_and_time().prop_map(|at| at.and_utc()));
            mysql = random(timestamp())),
        sample!(JsonValue; sqlite, postgres, mysql = random(json())),
    ]
}

fn arrays() -> Vec<Sample> {
    vec![
        sample!(Vec<i64>; postgres = random(any::<Vec<i64>>())),
        sample!(Vec<Option<String>>; postgres
            = random(collection::vec(option::of("[^\0]*"), 0..9))),
    ]
}

fn finite_f32() -> impl Strategy<Value = f32> {
    any::<u32>().prop_map(f32::from_bits).prop_filter("finite", |value| value.is_finite())
}

fn finite_f64() -> impl Strategy<Value = f64> {
    any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |value| value.is_finite())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    let mantissa =
        -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335;
    (mantissa, 0_u32..=28)
        .prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale))
}

/// At most 35 digits before the point and 30 after it: what MySQL counts.
fn big_decimal() -> impl Strategy<Value = BigDecimal> {
    let digits = "-?[1-9][0-9]{0,34}(\\.[0-9]{1,30})?";
    digits.prop_map(|digits| digits.parse().expect("a number"))
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (1000_i32..=9999, 1_u32..=365)
        .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).expect("a date"))
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0_u32..86_400, 0_u32..1_000_000).prop_map(|(second, micro)| {
        NaiveTime::from_num_seconds_from_midnight_opt(second, micro * 1000).expect("a time")
    })
}

fn date_and_time() -> impl Strategy<Value = NaiveDateTime> {
    (date(), time()).prop_map(|(date, time)| date.and_time(time))
}

/// The moments that MariaDB takes from sqlx.
fn timestamp() -> impl Strategy<Value = DateTime<Utc>> {
    (1_000_000..i64::from(i32::MAX) * 1_000_000)
        .prop_map(|micros| DateTime::from_timestamp_micros(micros).expect("a moment"))
}

/// Without NUL, which PostgreSQL's `JSONB` refuses, and with fractions that any reader of JSON
/// reads alike.
fn json() -> impl Strategy<Value = JsonValue> {
    let leaf = prop_oneof![
        Just(JsonValue::Null),
        any::<bool>().prop_map(JsonValue::from),
        any::<i64>().prop_map(JsonValue::from),
        any::<u64>().prop_map(JsonValue::from),
        any::<i32>().prop_map(|number| JsonValue::from(f64::from(number) + 0.5)),
        "[^\0]*".prop_map(JsonValue::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..5).prop_map(JsonValue::from),
            collection::btree_map("[^\0]*", inner, 0..5)
                .prop_map(|map| JsonValue::Object(map.into_iter().collect())),
        ]
    })
}
