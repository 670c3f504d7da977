//! Operations in numbers: the same ones in the same order for every way of doing them.
//!
//! Never says which ways there are beside each other, nor how often.

use super::hand::Hand;
use super::place::{DATA, key};
use crate::Failure;
use fsm_storage::{Data, FsmStorage, StorageKey};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// An operation that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    GetState,
    SetState,
    SetData,
    UpdateData,
}

impl Op {
    pub(super) const ALL: [Self; 4] =
        [Self::GetState, Self::SetState, Self::SetData, Self::UpdateData];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::GetState => "get_state",
            Self::SetState => "set_state",
            Self::SetData => "set_data",
            Self::UpdateData => "update_data",
        }
    }
}

/// Who does it.
#[derive(Clone, Debug)]
pub(super) enum Way {
    Store(FsmStorage),
    Hand(Hand),
}

/// What is written as data.
#[derive(Debug)]
struct Values {
    data: Value,
}

impl Way {
    /// Does it once. `number` makes what is written differ from call to call.
    pub(super) async fn once(
        &self,
        op: Op,
        key: &StorageKey,
        data: &Value,
        number: u64,
    ) -> Result<Answer, Failure> {
        const STATES: [&str; 2] = ["form:age", "form:confirm"];
        let state = STATES[usize::from(number.is_multiple_of(2))];
        Ok(match (self, op) {
            (Self::Store(store), Op::GetState) => Answer::State(store.get_state(key).await?),
            (Self::Hand(hand), Op::GetState) => Answer::State(hand.get_state(key).await?),
            (Self::Store(store), Op::SetState) => {
                store.set_state(key, Some(state)).await?;
                Answer::Nothing
            }
            (Self::Hand(hand), Op::SetState) => {
                hand.set_state(key, state).await?;
                Answer::Nothing
            }
            (Self::Store(store), Op::SetData) => {
                store.set_data(key, data).await?;
                Answer::Nothing
            }
            (Self::Hand(hand), Op::SetData) => {
                hand.set_data(key, data).await?;
                Answer::Nothing
            }
            (Self::Store(store), Op::UpdateData) => {
                Answer::Data(store.update_data(key, patch(number)).await?)
            }
            (Self::Hand(hand), Op::UpdateData) => {
                Answer::Data(hand.update_data(key, &patch(number)).await?)
            }
        })
    }
}

/// What came back, to be compared or dropped.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    Nothing,
    State(Option<String>),
    Data(Data),
}

/// Two names, of which one has a text.
fn patch(number: u64) -> Data {
    match json!({ "step": number, "city": "Ockham" }) {
        Value::Object(patch) => patch,
        _ => Data::new(),
    }
}

/// What is set as data.
pub(super) fn data() -> Result<Value, Failure> {
    Ok(serde_json::from_str(DATA)?)
}

/// How much is done at once, and among how many conversations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    pub(super) tasks: u64,
    /// Operations of all tasks together.
    pub(super) operations: u64,
    pub(super) conversations: u64,
}

impl Load {
    /// How long it takes `way` to do `op` that often; `round` chooses the conversations.
    pub(super) async fn time(&self, way: &Way, op: Op, round: u64) -> Result<Duration, Failure> {
        let each = self.operations / self.tasks;
        let conversations = self.conversations;
        let values = Arc::new(Values { data: data()? });
        let start = Instant::now();
        let tasks: Vec<_> = (0..self.tasks)
            .map(|task| {
                let (way, values) = (way.clone(), Arc::clone(&values));
                tokio::spawn(async move {
                    for number in 0..each {
                        let seed = (round << 40) ^ (task << 32) ^ number;
                        let key = key(scattered(seed) % conversations);
                        way.once(op, &key, &values.data, number).await?;
                    }
                    Ok::<(), Failure>(())
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        Ok(start.elapsed())
    }
}

/// A number that looks like chance and is the same in every run (splitmix64).
pub(super) fn scattered(seed: u64) -> u64 {
    let mut number = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
