//! Figure: the storage's operations on a table of 1,000,000 conversations beside one of 1,000.
//!
//! Both tables stand in one database, and are measured in turn over one connection.

use super::load::{Load, Op, Way, scattered};
use super::place::{BOT, Place, key};
use crate::contest::Contest;
use crate::{Failure, Settings, databases};
use fsm_core::Dialect;
use fsm_storage::FsmStorage;
use std::time::Instant;

/// How many conversations are expired when they are purged.
const EXPIRED: u64 = 10_000;

/// How many are purged at once.
const BATCH: u32 = 1_000;

/// Measures on every database.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let (large, rounds) = if settings.quick { (10_000, 2) } else { (1_000_000, 101) };
    let rounds = settings.rounds.unwrap_or(rounds);
    databases::on_each(settings, async |server| {
        println!("{large} conversations beside 1000, on {}:", databases::version(&server).await?);
        let place = Place::create(&server, 1).await?;
        let measured = measure(&place, large, rounds).await;
        place.remove().await?;
        measured
    })
}

/// A table, and how many conversations are in it.
struct Size {
    table: &'static str,
    storage: FsmStorage,
    conversations: u64,
}

async fn measure(place: &Place, large: u64, rounds: usize) -> Result<(), Failure> {
    let mut sizes = Vec::new();
    for (table, conversations) in [("fsm_small", 1_000), ("fsm_large", large)] {
        let start = Instant::now();
        let storage = place.table(table).await?;
        place.fill(table, conversations).await?;
        println!("  {conversations} written in {:.1} s", start.elapsed().as_secs_f64());
        sizes.push(Size { table, storage, conversations });
    }
    // Before other states are written.
    pages(&sizes, rounds).await?;
    let bar = if place.pool.dialect() == Dialect::Sqlite { 2.0 } else { 1.5 };
    for op in Op::ALL {
        let mut contest = contest(&sizes);
        for round in 0..=rounds {
            for turn in 0..sizes.len() {
                let at = (round + turn) % sizes.len();
                let Size { storage, conversations, .. } = &sizes[at];
                let load = Load { tasks: 1, operations: 100, conversations: *conversations };
                let time = load.time(&Way::Store(storage.clone()), op, round as u64).await?;
                // The first time the statement is prepared.
                if round > 0 {
                    contest.record(at, time);
                }
            }
        }
        print(&contest, &format!("{}, 100 operations", op.name()), Some(bar));
    }
    purge(place, &sizes, rounds.min(9)).await
}

/// Pages of conversations in one state, the first and those behind any key.
async fn pages(sizes: &[Size], rounds: usize) -> Result<(), Failure> {
    for (name, first) in [("list by state, first page", true), ("list by state, any page", false)] {
        let mut contest = contest(sizes);
        for round in 0..=rounds {
            for turn in 0..sizes.len() {
                let at = (round + turn) % sizes.len();
                let Size { storage, conversations, .. } = &sizes[at];
                // In the small table there are 50 of them, and behind its middle 25.
                let any = scattered(round as u64) % (conversations / 2);
                let after = (!first).then(|| key(any));
                let start = Instant::now();
                let page =
                    storage.list().bot(BOT).state("form:name").after(after).limit(20).await?;
                let time = start.elapsed();
                if page.conversations.len() != 20 {
                    return Err(format!("a page of {}", page.conversations.len()).into());
                }
                if round > 0 {
                    contest.record(at, time);
                }
            }
        }
        print(&contest, &format!("{name} of 20"), None);
    }
    Ok(())
}

/// As many expired conversations in either table.
async fn purge(place: &Place, sizes: &[Size], rounds: usize) -> Result<(), Failure> {
    let mut contest = contest(sizes);
    for round in 0..rounds {
        for turn in 0..sizes.len() {
            let at = (round + turn) % sizes.len();
            let Size { table, storage, .. } = &sizes[at];
            place.fill_expired(table, EXPIRED).await?;
            let start = Instant::now();
            let purged = storage.purge_expired(BATCH).await?;
            contest.record(at, start.elapsed());
            if purged != EXPIRED {
                return Err(format!("{purged} were purged").into());
            }
        }
    }
    print(&contest, &format!("purge {EXPIRED} expired, {BATCH} at a time"), None);
    Ok(())
}

fn contest(sizes: &[Size]) -> Contest {
    Contest::new(sizes.iter().map(|size| format!("{} conversations", size.conversations)))
}

fn print(contest: &Contest, what: &str, bar: Option<f64>) {
    println!("  {what}");
    contest.print(0);
    if let Some(bar) = bar {
        let met = if contest.ratio(1, 0).of_medians <= bar { "met" } else { "missed" };
        println!("  bar {bar}: {met}");
    }
}
