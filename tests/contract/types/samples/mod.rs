//! The samples, by family: a file a family, each listed here.
//! They hold values only; what becomes of them is the tests' business.

mod arrays;
mod binary;
mod chrono;
mod dates;
mod enums;
mod geometry;
mod json;
mod network;
mod numbers;
mod postgres;
mod ranges;
mod text;
mod uuid;
mod wrappers;

use super::sample::{Family, Sample};

pub fn families() -> Vec<Family> {
    let family = |title, samples: Vec<Sample>| Family { title, samples };
    vec![
        family("Numbers", numbers::samples()),
        family("Decimal numbers", numbers::decimals()),
        family("Text", text::samples()),
        family("Bytes", binary::samples()),
        family("UUIDs", uuid::samples()),
        family("Date and time: chrono", chrono::samples()),
        family("Date and time: time", dates::samples()),
        family("Spans of time", dates::spans()),
        family("JSON", json::samples()),
        family("Enums and types of your own", enums::samples()),
        family("Network addresses", network::samples()),
        family("PostgreSQL's own types", postgres::samples()),
        family("Ranges", ranges::samples()),
        family("Geometry", geometry::samples()),
        family("Arrays", arrays::samples()),
        family("Wrappers", wrappers::samples()),
    ]
}
