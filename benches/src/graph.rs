//! Figure: loading a graph of revisions and planning on it, at sizes that show the order of growth.
//!
//! Never touches a database.

use crate::contest::{Contest, Milliseconds};
use crate::{Failure, Settings};
use fsm_migrate::Error;
use fsm_migrate::graph::{Applied, Graph, Revision};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What is measured at one size.
struct Size {
    count: usize,
    joins: usize,
    steps: Contest,
}

/// A graph, where databases may be, and a revision in the middle.
struct Subject {
    revisions: Vec<Revision>,
    graph: Graph,
    at_heads: Applied,
    in_the_middle: Applied,
    middle: String,
}

type Work = fn(&Subject) -> Result<Duration, Error>;

/// What is done to a graph.
const STEPS: &[(&str, Work)] = &[
    ("load", |subject| {
        let revisions = subject.revisions.clone();
        timed(|| Graph::new(revisions))
    }),
    ("upgrade from base to the heads", |subject| {
        timed(|| subject.graph.upgrade(&Applied::none(), ["heads"]))
    }),
    ("upgrade from the middle to the heads", |subject| {
        timed(|| subject.graph.upgrade(&subject.in_the_middle, ["heads"]))
    }),
    ("upgrade with nothing to do", |subject| {
        timed(|| subject.graph.upgrade(&subject.at_heads, ["heads"]))
    }),
    ("downgrade from the heads to base", |subject| {
        timed(|| subject.graph.downgrade(&subject.at_heads, "base"))
    }),
    ("downgrade from the heads to the middle", |subject| {
        timed(|| subject.graph.downgrade(&subject.at_heads, &subject.middle))
    }),
    ("stamp the heads", |subject| timed(|| subject.graph.stamp(&subject.in_the_middle, ["heads"]))),
    ("history of everything", |subject| timed(|| subject.graph.history(":", &subject.at_heads))),
    ("history from the middle", |subject| {
        let range = format!("{}:", subject.middle);
        timed(|| subject.graph.history(&range, &subject.at_heads))
    }),
    ("current", |subject| timed(|| subject.graph.current(&subject.at_heads))),
    ("a symbol by its beginning", |subject| timed(|| subject.graph.lookup(&subject.middle[..11]))),
    ("a word that is no symbol", |subject| {
        timed(|| Ok::<_, Error>(subject.graph.lookup("nothing-like-it").is_err()))
    }),
];

/// Measures every step at every size.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    println!("graph: revisions of which three in ten join, bar 100 ms at 10,000, median");
    let counts: &[usize] = if settings.quick { &[10, 100] } else { &[1_000, 10_000, 100_000] };
    let sizes = counts.iter().map(|&count| measure(count, settings));
    let sizes = sizes.collect::<Result<Vec<Size>, Error>>()?;
    print(&sizes);
    Ok(())
}

fn measure(count: usize, settings: &Settings) -> Result<Size, Error> {
    let revisions = revisions(count);
    let joins = revisions.iter().filter(|revision| revision.down_revision.len() > 1).count();
    let middle = revisions[count / 2].id.clone();
    let graph = Graph::new(revisions.iter().cloned())?;
    let at_heads = graph.upgrade(&Applied::none(), ["heads"])?.after().clone();
    let in_the_middle = graph.upgrade(&Applied::none(), [&middle])?.after().clone();
    let subject = Subject { revisions, graph, at_heads, in_the_middle, middle };
    let mut steps = Contest::new(STEPS.iter().map(|(name, _)| *name));
    let rounds = settings.rounds.unwrap_or(if settings.quick { 1 } else { 15 });
    for _ in 0..rounds {
        for (at, (_, work)) in STEPS.iter().enumerate() {
            steps.record(at, work(&subject)?);
        }
    }
    Ok(Size { count, joins, steps })
}

fn print(sizes: &[Size]) {
    let width = STEPS.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    print!("  {:width$}", "");
    for size in sizes {
        print!("  {:>8} ({:>6} join)", size.count, size.joins);
    }
    println!();
    for (at, (name, _)) in STEPS.iter().enumerate() {
        print!("  {name:width$}");
        for size in sizes {
            print!("  {:>18} ms", Milliseconds(size.steps.median(at)));
        }
        println!();
    }
}

/// The time of `work`, without what it takes to throw its answer away.
fn timed<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<Duration, Error> {
    let start = Instant::now();
    let answer = black_box(work()?);
    let time = start.elapsed();
    drop(answer);
    Ok(time)
}

/// Revisions with ids in no order: three in ten join two open ends, as many branch off, one in
/// twenty depends on another.
fn revisions(count: usize) -> Vec<Revision> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut revisions: Vec<Revision> = Vec::with_capacity(count);
    let mut ends: Vec<String> = Vec::new();
    for _ in 0..count {
        let id = format!("{:012x}", chance.next() >> 16);
        let mut down = Vec::new();
        let kind = chance.below(10);
        if kind < 3 && ends.len() > 1 {
            down.extend((0..2).map(|_| ends.swap_remove(chance.below(ends.len()))));
        } else if (kind < 6 || ends.is_empty()) && !revisions.is_empty() {
            down.push(revisions[chance.below(revisions.len())].id.clone());
            ends.retain(|end| !down.contains(end));
        } else if !ends.is_empty() {
            down.push(ends.swap_remove(chance.below(ends.len())));
        }
        let depends = (chance.below(20) == 0 && !revisions.is_empty())
            .then(|| revisions[chance.below(revisions.len())].id.clone());
        ends.push(id.clone());
        revisions.push(Revision::new(id).down_revision(down).depends_on(depends));
    }
    revisions
}

/// The same numbers in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or(0)
    }
}
