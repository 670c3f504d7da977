use sqlx::types::uuid::{self, Uuid};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(Uuid; sqlite, postgres, mysql = UUIDS),
        sample!(uuid::fmt::Hyphenated; sqlite, mysql = UUIDS.map(Uuid::hyphenated)),
        sample!(uuid::fmt::Simple; sqlite, mysql = UUIDS.map(Uuid::simple)),
    ]
}

/// The last two begin and end with bytes that strings cut off, and are digits throughout.
const UUIDS: [Uuid; 4] = [
    Uuid::nil(),
    Uuid::max(),
    Uuid::from_u128(0x2067_e550_4810_4920_a000_0000_0000_2000),
    Uuid::from_u128(0x1234_5678_9012_3456_7890_1234_5678_9012),
];
