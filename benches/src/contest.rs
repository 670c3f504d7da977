//! Ways of doing the same thing, measured in turn within one run, and the ratios between them.
//!
//! Never says what is measured, and never judges: the bars stand with the figures.

use std::fmt;
use std::time::Duration;

/// The ways, and how long each took in each round.
#[derive(Debug)]
pub(crate) struct Contest {
    ways: Vec<Way>,
}

#[derive(Debug)]
struct Way {
    name: String,
    times: Vec<Duration>,
}

/// How many times as long one way takes as another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ratio {
    /// The ratio of the medians.
    pub(crate) of_medians: f64,
    /// The ratios within the rounds: the smallest, the median, the largest.
    pub(crate) of_pairs: [f64; 3],
}

impl Contest {
    /// Ways that are to be measured in turn, the first of each round first.
    pub(crate) fn new<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        let ways = names.into_iter().map(|name| Way { name: name.into(), times: Vec::new() });
        Self { ways: ways.collect() }
    }

    /// What the way at `at` took in the round that is under way.
    pub(crate) fn record(&mut self, at: usize, time: Duration) {
        self.ways[at].times.push(time);
    }

    /// The name of the way at `at`.
    pub(crate) fn name(&self, at: usize) -> &str {
        &self.ways[at].name
    }

    /// The median time of the way at `at`.
    pub(crate) fn median(&self, at: usize) -> Duration {
        let mut times = self.ways[at].times.clone();
        times.sort_unstable();
        let middle = times.len() / 2;
        match times.len() {
            0 => Duration::ZERO,
            len if len % 2 == 1 => times[middle],
            _ => (times[middle - 1] + times[middle]) / 2,
        }
    }

    /// The way with the smallest median among those from `first` on.
    pub(crate) fn fastest_from(&self, first: usize) -> usize {
        (first..self.ways.len()).min_by_key(|&at| self.median(at)).unwrap_or(first)
    }

    /// How many times as long `way` takes as `base`.
    pub(crate) fn ratio(&self, way: usize, base: usize) -> Ratio {
        let pairs = self.ways[way].times.iter().zip(&self.ways[base].times);
        let mut pairs: Vec<f64> = pairs.map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
        pairs.sort_unstable_by(f64::total_cmp);
        let at = |index: usize| pairs.get(index).copied().unwrap_or(f64::NAN);
        Ratio {
            of_medians: self.median(way).as_secs_f64() / self.median(base).as_secs_f64(),
            of_pairs: [at(0), at(pairs.len() / 2), at(pairs.len().saturating_sub(1))],
        }
    }

    /// Prints every way's median, and its ratio to `base`.
    pub(crate) fn print(&self, base: usize) {
        let width = self.ways.iter().map(|way| way.name.chars().count()).max().unwrap_or(0);
        for (at, way) in self.ways.iter().enumerate() {
            let median = Milliseconds(self.median(at));
            let ratio = self.ratio(at, base);
            println!("  {:width$}  {median:>10} ms  {ratio}", way.name);
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [min, median, max] = self.of_pairs;
        write!(f, "{:.2} (pairs {min:.2} / {median:.2} / {max:.2})", self.of_medians)
    }
}

/// A time in milliseconds, with three digits that count.
pub(crate) struct Milliseconds(pub(crate) Duration);

impl fmt::Display for Milliseconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = self.0.as_secs_f64() * 1e3;
        let digits = match milliseconds {
            m if m < 10.0 => 3,
            m if m < 1000.0 => 1,
            _ => 0,
        };
        f.pad(&format!("{milliseconds:.digits$}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Contest;
    use std::time::Duration;

    fn contest(ways: [&[u64]; 2]) -> Contest {
        let mut contest = Contest::new(["a", "b"]);
        for (at, times) in ways.into_iter().enumerate() {
            for time in times {
                contest.record(at, Duration::from_millis(*time));
            }
        }
        contest
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        let contest = contest([&[4, 1, 3, 2], &[5, 9, 7]]);
        assert_eq!(contest.median(0), Duration::from_micros(2500));
        assert_eq!(contest.median(1), Duration::from_millis(7));
        assert_eq!(contest.fastest_from(0), 0);
        assert_eq!(contest.fastest_from(1), 1);
    }

    #[test]
    fn pairs_are_made_within_a_round() {
        let ratio = contest([&[2, 30, 4], &[1, 10, 4]]).ratio(0, 1);
        assert!((ratio.of_medians - 1.0).abs() < 1e-9, "{ratio}");
        assert_eq!(ratio.to_string(), "1.00 (pairs 1.00 / 2.00 / 3.00)");
    }
}
