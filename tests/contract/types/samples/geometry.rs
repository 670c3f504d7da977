use sqlx::postgres::types::{PgBox, PgCircle, PgLSeg, PgLine, PgPath, PgPoint, PgPolygon};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(PgPoint; postgres = points()),
        sample!(PgLine; postgres = [PgLine { a: 1.0, b: -1.0, c: 0.5 }]),
        sample!(PgLSeg; postgres = [
            PgLSeg { start_x: 0.1, start_y: -0.2, end_x: f64::MAX, end_y: 1e-300 },
        ]),
        // PostgreSQL orders the corners: upper right first.
        sample!(PgBox; postgres = [
            PgBox { upper_right_x: 2.0, upper_right_y: 1.5, lower_left_x: -1.0, lower_left_y: 0.1 },
        ]),
        sample!(PgPath; postgres = [
            PgPath { closed: true, points: points() },
            PgPath { closed: false, points: points() },
        ]),
        sample!(PgPolygon; postgres = [PgPolygon { points: points() }]),
        sample!(PgCircle; postgres = [
            PgCircle { x: 0.1, y: -0.2, radius: 0.0 },
            PgCircle { x: 1.0, y: 2.0, radius: 1e300 },
        ]),
    ]
}

pub fn points() -> Vec<PgPoint> {
    vec![PgPoint { x: 0.1, y: -0.2 }, PgPoint { x: f64::MAX, y: f64::MIN_POSITIVE }]
}
