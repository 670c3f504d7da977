//! Who in this process waits for a conversation: a line for each, first come, first served.
//! It never knows what is done with a turn, and asks no database.

use crate::key::StorageKey;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex as Line, OwnedMutexGuard};

/// How long turns of this process may follow each other before other processes get a chance.
const STREAK: Duration = Duration::from_secs(2);

/// The lines of one storage; a line is there while somebody stands in it.
#[derive(Debug, Default)]
pub(crate) struct Queue(Mutex<BTreeMap<StorageKey, Arc<Line<Streak>>>>);

/// Since when turns have followed each other without a break.
#[derive(Debug, Default)]
struct Streak(Option<Instant>);

/// The head of a line; dropping it lets the next one come.
#[derive(Debug)]
pub(crate) struct Turn {
    streak: OwnedMutexGuard<Streak>,
    // Dropped last: the line goes away with the last one in it.
    _place: Place,
}

/// A place in a line.
#[derive(Debug)]
struct Place {
    queue: Arc<Queue>,
    key: StorageKey,
    line: Option<Arc<Line<Streak>>>,
}

impl Queue {
    /// Waits until everybody who came before is done. Whoever gives up leaves the line.
    pub(crate) async fn turn(self: &Arc<Self>, key: &StorageKey) -> Turn {
        let (place, line) = self.place(key);
        Turn { streak: line.lock_owned().await, _place: place }
    }

    /// A turn if nobody has one or waits for one.
    pub(crate) fn turn_if_free(self: &Arc<Self>, key: &StorageKey) -> Option<Turn> {
        let (place, line) = self.place(key);
        Some(Turn { streak: line.try_lock_owned().ok()?, _place: place })
    }

    fn place(self: &Arc<Self>, key: &StorageKey) -> (Place, Arc<Line<Streak>>) {
        let line = self.lines().entry(key.clone()).or_default().clone();
        let place = Place { queue: self.clone(), key: key.clone(), line: Some(line.clone()) };
        (place, line)
    }

    fn lines(&self) -> MutexGuard<'_, BTreeMap<StorageKey, Arc<Line<Streak>>>> {
        // Nothing is left half done by a panic here.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lines = self.queue.lines();
        // What else holds it now is the map, or somebody who stands in the line.
        drop(self.line.take());
        if lines.get(&self.key).is_some_and(|line| Arc::strong_count(line) == 1) {
            lines.remove(&self.key);
        }
    }
}

impl Turn {
    /// Whether turns have followed each other for so long that other processes should get a
    /// chance; counts from the beginning then.
    pub(crate) fn should_rest(&mut self) -> bool {
        let since = self.streak.0.get_or_insert_with(Instant::now);
        let should = since.elapsed() > STREAK;
        if should {
            self.streak.0 = None;
        }
        should
    }
}

#[cfg(test)]
mod tests {
    use super::{Queue, STREAK};
    use crate::key::StorageKey;
    use std::sync::{Arc, Mutex};

    const KEY: StorageKey = StorageKey::new(1, 2, 3);

    #[tokio::test]
    async fn turns_come_in_the_order_of_arrival() {
        let (queue, seen) = (Arc::new(Queue::default()), Arc::new(Mutex::new(Vec::new())));
        let first = queue.turn(&KEY).await;
        let mut waiting = Vec::new();
        for at in 0..10 {
            let (queue, seen) = (queue.clone(), seen.clone());
            waiting.push(tokio::spawn(async move {
                let _turn = queue.turn(&KEY).await;
                seen.lock().unwrap().push(at);
            }));
            // Into the line before the next one comes.
            tokio::task::yield_now().await;
        }
        // Whoever gives up in the middle holds nobody up.
        waiting[4].abort();
        assert!(queue.turn_if_free(&KEY).is_none());
        drop(first);
        for task in waiting {
            let _ = task.await;
        }
        assert_eq!(*seen.lock().unwrap(), [0, 1, 2, 3, 5, 6, 7, 8, 9]);
        assert!(queue.lines().is_empty());
    }

    #[tokio::test]
    async fn turns_that_follow_each_other_for_long_are_told_to_rest_once() {
        let queue = Arc::new(Queue::default());
        let mut first = queue.turn(&KEY).await;
        assert!(!first.should_rest());
        first.streak.0 = first.streak.0.and_then(|since| since.checked_sub(2 * STREAK));
        let key = KEY;
        let waiting = queue.turn(&key);
        let next = async {
            tokio::task::yield_now().await;
            drop(first);
        };
        let (mut turn, ()) = tokio::join!(waiting, next);
        assert!(turn.should_rest());
        assert!(!turn.should_rest());
        // Nobody stood in line behind it: the next one begins anew.
        turn.streak.0 = turn.streak.0.and_then(|since| since.checked_sub(2 * STREAK));
        drop(turn);
        assert!(!queue.turn(&KEY).await.should_rest());
    }

    #[tokio::test]
    async fn another_conversation_waits_for_nobody_and_leaves_no_line() {
        let queue = Arc::new(Queue::default());
        let turn = queue.turn(&KEY).await;
        assert!(queue.turn_if_free(&KEY.thread(1)).is_some());
        assert_eq!(queue.lines().len(), 1);
        drop(turn);
        assert!(queue.turn_if_free(&KEY).is_some());
        assert!(queue.lines().is_empty());
    }
}
