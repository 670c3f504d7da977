//! Figure: the storage's operations beside the same by hand, over the same pool on the same table.
//!
//! Before anything is measured, the ways have to leave the same rows and answer the same.

mod hand;
mod load;
pub(crate) mod million;
mod place;

use crate::contest::Contest;
use crate::{Failure, Settings, databases};
use fsm_core::Dialect;
use fsm_storage::FsmStorage;
use hand::{Hand, Merge};
use load::{Load, Op, Way};
use place::Place;
use std::time::Duration;

/// How much of the throughput by hand the storage has at least.
const BAR: f64 = 0.9;

/// How many conversations there are.
const CONVERSATIONS: u64 = 1_000;

/// Measures on every database, with one task and with many.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let rounds = settings.rounds.unwrap_or(if settings.quick { 2 } else { 51 });
    databases::on_each(settings, async |server| {
        println!("the storage beside the same by hand, on {}:", databases::version(&server).await?);
        for tasks in [1, 16] {
            let operations = if settings.quick { 32 } else { 320 };
            let load = Load { tasks, operations, conversations: CONVERSATIONS };
            let place = Place::create(&server, u32::try_from(tasks)?).await?;
            let measured = measure(&place, load, rounds).await;
            place.remove().await?;
            measured?;
        }
        Ok(())
    })
}

async fn measure(place: &Place, load: Load, rounds: usize) -> Result<(), Failure> {
    let storage = place.table("fsm_data").await?;
    place.fill("fsm_data", CONVERSATIONS).await?;
    for op in Op::ALL {
        let ways = ways(place, &storage, op);
        for (_, way) in &ways[1..] {
            require_same(&ways[0].1, way, &storage, op).await?;
        }
        let mut contest = Contest::new(ways.iter().map(|(name, _)| *name));
        // Every connection prepares what it has not seen.
        for (_, way) in &ways {
            load.time(way, op, 0).await?;
        }
        for round in 0..rounds {
            // Whoever comes first meets what the others left in the caches.
            for turn in 0..ways.len() {
                let at = (round + turn) % ways.len();
                contest.record(at, load.time(&ways[at].1, op, 1 + round as u64).await?);
            }
        }
        print(&contest, op, load);
    }
    Ok(())
}

/// The storage, and the good ways by hand.
fn ways(place: &Place, storage: &FsmStorage, op: Op) -> Vec<(&'static str, Way)> {
    let hand = |merge| Way::Hand(Hand::new(&place.pool, merge));
    let mut ways = vec![("the storage", Way::Store(storage.clone()))];
    if op == Op::UpdateData && storage.dialect() != Dialect::Postgres {
        ways.push(("by hand, the whole merged", hand(Merge::Whole)));
        ways.push(("by hand, JSON_SET for each name", hand(Merge::EachName)));
    } else {
        ways.push(("by hand", hand(Merge::Whole)));
    }
    ways
}

/// Fails if the two ways answer differently or leave anything else behind: at a conversation that
/// is there, at one that is not, and at one that is expired.
async fn require_same(one: &Way, other: &Way, storage: &FsmStorage, op: Op) -> Result<(), Failure> {
    let data = load::data()?;
    let keys = [place::key(CONVERSATIONS + 1), place::key(CONVERSATIONS + 2)];
    for stage in ["absent", "there", "expired"] {
        let mut left = Vec::new();
        for (way, key) in [one, other].into_iter().zip(&keys) {
            if stage == "expired" {
                let brief = storage.with_ttl(Duration::from_millis(1));
                brief.set_state(key, Some("form:gone")).await?;
                brief.set_data(key, serde_json::json!({ "gone": true })).await?;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            let before = storage.get(key).await?;
            let answer = way.once(op, key, &data, 1).await?;
            let after = storage.get(key).await?;
            let writes = after.version.zip(before.version).map(|(after, before)| after - before);
            left.push((answer, after.state, after.data, writes));
        }
        if left[0] != left[1] {
            let name = op.name();
            return Err(
                format!("`{name}` is not the same where the row is {stage}: {left:?}").into()
            );
        }
    }
    for key in keys {
        storage.clear(&key).await?;
    }
    Ok(())
}

fn print(contest: &Contest, op: Op, load: Load) {
    let Load { tasks, operations, .. } = load;
    let fastest = contest.fastest_from(1);
    let kind = if tasks == 1 { "task" } else { "tasks" };
    println!("  {} with {tasks} {kind}, {operations} operations", op.name());
    contest.print(fastest);
    let ratio = contest.ratio(fastest, 0);
    let met = if ratio.of_medians >= BAR { "met" } else { "missed" };
    println!("  throughput {ratio} of `{}`, bar {BAR}: {met}", contest.name(fastest));
}
