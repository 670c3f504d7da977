use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many chats a generation holds; two of them are remembered.
const GENERATION: usize = 8192;

/// The chats whose dialogue was set to its default, the latest of them: what takes no row, but is
/// a dialogue that can be removed.
#[derive(Debug, Default)]
pub(super) struct Passing(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: BTreeSet<i64>,
    old: BTreeSet<i64>,
}

impl Passing {
    pub(super) fn insert(&self, chat: i64) {
        let mut generations = self.lock();
        if generations.young.len() == GENERATION {
            generations.old = std::mem::take(&mut generations.young);
        }
        generations.young.insert(chat);
    }

    /// Answers whether it was remembered.
    pub(super) fn remove(&self, chat: i64) -> bool {
        let mut generations = self.lock();
        let was_young = generations.young.remove(&chat);
        generations.old.remove(&chat) || was_young
    }

    pub(super) fn contains(&self, chat: i64) -> bool {
        let generations = self.lock();
        generations.young.contains(&chat) || generations.old.contains(&chat)
    }

    fn lock(&self) -> MutexGuard<'_, Generations> {
        // Nothing in here panics half-way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{GENERATION, Passing};

    #[test]
    fn the_latest_chats_are_remembered_and_their_number_is_bounded() {
        let passing = Passing::default();
        let last = i64::try_from(GENERATION).unwrap() * 5;
        for chat in 0..=last {
            passing.insert(chat);
            assert!(passing.contains(chat));
        }
        assert!((last - 8000..=last).all(|chat| passing.contains(chat)));
        let remembered = (0..=last).filter(|&chat| passing.contains(chat)).count();
        assert!(remembered <= 2 * GENERATION, "{remembered}");
        assert!(passing.remove(last) && !passing.contains(last) && !passing.remove(last));
    }
}
