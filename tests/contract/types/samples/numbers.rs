use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
};

use fsm_core::SqlType;
use sqlx::types::{BigDecimal, Decimal};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(bool; sqlite, postgres, mysql = [false, true]),
        sample!(i8; sqlite, postgres, mysql = [i8::MIN, -1, 0, 1, i8::MAX]),
        sample!(i16; sqlite, postgres, mysql = [i16::MIN, -1, 0, i16::MAX]),
        sample!(i32; sqlite, postgres, mysql = [i32::MIN, -1, 0, i32::MAX]),
        sample!(i64; sqlite, postgres, mysql = [i64::MIN, -1, 0, i64::MAX]),
        sample!(u8; sqlite, mysql = [0, 1, u8::MAX]),
        sample!(u16; sqlite, mysql = [0, 1, u16::MAX]),
        sample!(u32; sqlite, mysql = [0, 1, u32::MAX]),
        sample!(u64; mysql = [0, 1, i64::MAX as u64 + 1, u64::MAX]),
        sample!(NonZeroI8; sqlite, postgres, mysql = [NonZeroI8::MIN, NonZeroI8::MAX]),
        sample!(NonZeroI16; sqlite, postgres, mysql = [NonZeroI16::MIN, NonZeroI16::MAX]),
        sample!(NonZeroI32; sqlite, postgres, mysql = [NonZeroI32::MIN, NonZeroI32::MAX]),
        sample!(NonZeroI64; sqlite, postgres, mysql = [NonZeroI64::MIN, NonZeroI64::MAX]),
        sample!(NonZeroU8; sqlite, mysql = [NonZeroU8::MIN, NonZeroU8::MAX]),
        sample!(NonZeroU16; sqlite, mysql = [NonZeroU16::MIN, NonZeroU16::MAX]),
        sample!(NonZeroU32; sqlite, mysql = [NonZeroU32::MIN, NonZeroU32::MAX]),
        sample!(NonZeroU64; mysql = [NonZeroU64::MIN, NonZeroU64::MAX]),
        sample!(f32, by same_f32;
            sqlite = [&FINITE_F32[..], &[f32::INFINITY, f32::NEG_INFINITY]].concat();
            postgres = [&FINITE_F32[..], &[f32::INFINITY, f32::NEG_INFINITY, f32::NAN]].concat();
            mysql = FINITE_F32),
        sample!(f64, by same_f64;
            sqlite = [&FINITE_F64[..], &[f64::INFINITY, f64::NEG_INFINITY]].concat();
            postgres = [&FINITE_F64[..], &[f64::INFINITY, f64::NEG_INFINITY, f64::NAN]].concat();
            mysql = FINITE_F64),
    ]
}

/// The smallest and the largest, normal and not, and one that no decimal fraction equals.
const FINITE_F32: [f32; 8] =
    [f32::MIN, -1.0, -0.0, f32::MIN_POSITIVE, 1.0e-45, 0.1, 16_777_217.0, f32::MAX];
const FINITE_F64: [f64; 8] =
    [f64::MIN, -1.0, -0.0, f64::MIN_POSITIVE, 5.0e-324, 0.1, 9_007_199_254_740_993.0, f64::MAX];

fn same_f32(a: &f32, b: &f32) -> bool {
    same_f64(&f64::from(*a), &f64::from(*b))
}

#[allow(clippy::float_cmp, reason = "exact is what is asked for")]
fn same_f64(a: &f64, b: &f64) -> bool {
    a == b || a.is_nan() && b.is_nan()
}

pub fn decimals() -> Vec<Sample> {
    let price = SqlType::Numeric { precision: Some(10), scale: Some(2) };
    vec![
        sample!(Decimal; postgres, mysql = [
            Decimal::MIN,
            decimal("-1.10"),
            Decimal::ZERO,
            decimal("0.0000000000000000000000000001"),
            decimal("7.9228162514264337593543950335"),
            Decimal::MAX,
        ]),
        sample!(BigDecimal;
        postgres = [
            big_decimal("0"),
            big_decimal("-1.10"),
            big_decimal("1e1000"),
            big_decimal("1e-1000"),
            big_decimal("-123456789012345678901234567890123456789012345678901234567890.5"),
        ];
        mysql = [
            big_decimal("0"),
            big_decimal("-1.10"),
            big_decimal("1e-30"),
            big_decimal("-99999999999999999999999999999999999.999999999999999999999999999999"),
        ]),
        sample!(Decimal; postgres, mysql
            = [decimal("-99999999.99"), decimal("0.01"), decimal("99999999.99")])
        .with("precision = 10, scale = 2", price),
    ]
}

fn decimal(digits: &str) -> Decimal {
    digits.parse().expect("a decimal number")
}

fn big_decimal(digits: &str) -> BigDecimal {
    digits.parse().expect("a decimal number")
}
