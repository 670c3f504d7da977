use super::{Error, KEY, Stage};
use fsm_storage::{Snapshot, StorageKey};
use serde_json::{Map, Value, json};

/// What a conversation of the write storm holds after some of its writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    state: Option<String>,
    data: Map<String, Value>,
}

/// The conversation that an actor writes to in a round, and what it holds after `count` writes.
#[must_use]
pub fn written(round: u64, actor: usize, count: u64) -> (StorageKey, Written) {
    let mut written = Written::default();
    for n in 0..count {
        written.write(n);
    }
    (key(round, actor), written)
}

fn key(round: u64, actor: usize) -> StorageKey {
    KEY.thread(i64::try_from(round).ok()).destiny(actor.to_string())
}

impl Written {
    /// What the write number `n` does.
    fn write(&mut self, n: u64) {
        match n % 7 {
            0 => self.state = Some(format!("s{n}")),
            1 => self.data = Map::from_iter([("set".to_owned(), json!(n))]),
            2 | 4 => self.data.extend([(format!("n{}", n % 5), json!(n))]),
            3 => self.state = None,
            5 => self.data.clear(),
            _ => (self.state, self.data) = (None, Map::new()),
        }
    }

    /// Whether that is what was read.
    #[must_use]
    pub fn is(&self, read: &Snapshot) -> bool {
        (&self.state, &self.data) == (&read.state, &read.data)
    }
}

impl Stage {
    /// Writes without end, and says which write was acknowledged.
    pub(super) async fn write(&self, actor: usize, round: u64) -> Result<(), Error> {
        let (storage, key) = (&self.storage, key(round, actor));
        for n in 0.. {
            match n % 7 {
                0 => storage.set_state(&key, Some(&format!("s{n}"))).await?,
                1 => storage.set_data(&key, json!({"set": n})).await?,
                2 | 4 => {
                    storage.update_data(&key, json!({format!("n{}", n % 5): n})).await?;
                }
                3 => storage.set_state(&key, None).await?,
                5 => storage.set_data(&key, json!({})).await?,
                _ => drop(storage.clear(&key).await?),
            }
            println!("{actor} {}", n + 1);
        }
        Ok(())
    }
}
