//! Sequences that stand by themselves, where the dialect has them.

use fsm_core::SequenceDef;

use super::Schema;
use crate::draw::Draw;
use crate::words;

/// One more sequence.
pub(crate) fn add(draw: &mut Draw, schema: &mut Schema) {
    let name = words::name(draw, "sequence", &mut schema.taken());
    let mut sequence = SequenceDef::new(fsm_core::TableName::new(name));
    if draw.chance(50) {
        set(draw, &mut sequence);
    }
    if draw.chance(20) {
        sequence.comment = Some(words::text(draw).into());
    }
    schema.sequences.push(sequence);
    if !schema.is_accepted() {
        schema.sequences.pop();
    }
}

/// Sets one of its properties to something else.
pub(crate) fn set(draw: &mut Draw, sequence: &mut SequenceDef) {
    match draw.below(7) {
        0 => sequence.start = Some(draw.one(&[100, 7])),
        1 => sequence.increment = Some(draw.one(&[5, 2])),
        2 => sequence.min_value = Some(draw.one(&[1, 5])),
        3 => {
            sequence.max_value = Some(draw.one(&[1000, 30000]));
        }
        4 => sequence.cache = Some(draw.one(&[10, 20])),
        5 => sequence.cycle = !sequence.cycle,
        _ => sequence.data_type = Some(draw.one(&["integer", "smallint", "bigint"]).into()),
    }
    // What is not said of the first number is the smallest.
    if sequence.min_value == Some(5) && sequence.start.is_none_or(|start| start < 5) {
        sequence.start = Some(7);
    }
}
