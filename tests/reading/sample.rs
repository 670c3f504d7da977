//! Samples: what a seed stands for.

use crate::draw::{Choices, Draw, SplitMix};
use crate::schema::{Schema, Setting};

/// A schema, and what becomes of it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) before: Schema,
}

impl Sample {
    /// The sample of a seed, and its choices.
    pub(crate) fn of_seed(seed: u64, setting: &Setting) -> (Self, Choices) {
        let mut seeds = SplitMix(seed);
        let mut draw = Draw::random(seeds.next(), &[]);
        let before = Schema::any(&mut draw, setting);
        (Self { before }, Choices { parts: [draw.choices(), Vec::new(), Vec::new()] })
    }

    /// The sample of choices made before.
    pub(crate) fn of_choices(choices: Choices, setting: &Setting) -> Self {
        let [schema, ..] = choices.parts;
        Self { before: Schema::any(&mut Draw::again(schema), setting) }
    }

    /// The statements of it.
    pub(crate) fn show(&self) -> String {
        spelled(&self.before)
    }
}

fn spelled(schema: &Schema) -> String {
    match schema.metadata().create_all_sql(schema.dialect) {
        Ok(statements) => statements.iter().map(|sql| format!("{sql};\n")).collect(),
        Err(error) => format!("refused: {error}\n"),
    }
}
