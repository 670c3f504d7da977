//! Samples: what a seed stands for: a schema, rows in it, and the schema that it becomes.

use fsm_core::TableDef;

use crate::draw::{Choices, Draw, SplitMix};
use crate::mutation::{Kind, Mutant};
use crate::rows::Rows;
use crate::schema::{Schema, Setting};

/// Schemas tried for one that the kind of change of a seed can be made in.
const ATTEMPTS: usize = 80;

/// Changes of one sample at most.
const MOST: usize = 4;

/// A schema, and what becomes of it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) before: Schema,
    pub(crate) rows: Rows,
    pub(crate) after: Mutant,
    pub(crate) kinds: Vec<Kind>,
}

impl Sample {
    /// The sample of a seed, and its choices. The seed says the kind of its first change.
    pub(crate) fn of_seed(seed: u64, setting: &Setting) -> (Self, Choices) {
        let kinds = Kind::of(setting.dialect);
        let first = usize::try_from(seed).unwrap_or_default() % kinds.len();
        let mut seeds = SplitMix(seed);
        let mut attempts = 0;
        loop {
            let mut draws = [0, 1, 2].map(|part| {
                let given = u32::try_from(first).ok().filter(|_| part == 1);
                Draw::random(seeds.next(), given.as_slice())
            });
            let sample = Self::draw(&mut draws, setting);
            attempts += 1;
            if sample.kinds.first() == Some(&kinds[first]) || attempts == ATTEMPTS {
                return (sample, Choices { parts: draws.map(Draw::choices) });
            }
        }
    }

    /// A sample that somebody wrote, without rows.
    pub(crate) fn by_hand(setting: &Setting, before: Vec<TableDef>, after: Vec<TableDef>) -> Self {
        let schema = |tables| Schema { tables, ..Schema::new(setting) };
        let (before, rows) = (schema(before), Rows::default());
        let mut mutant = Mutant::of(&before, &rows);
        mutant.schema = schema(after);
        Self { before, rows, after: mutant, kinds: Vec::new() }
    }

    /// The sample of choices made before.
    pub(crate) fn of_choices(choices: Choices, setting: &Setting) -> Self {
        Self::draw(&mut choices.parts.map(Draw::again), setting)
    }

    fn draw([schema, changes, rows]: &mut [Draw; 3], setting: &Setting) -> Self {
        let before = Schema::any(schema, setting);
        let rows = Rows::any(rows, &before);
        let mut after = Mutant::of(&before, &rows);
        let list = Kind::of(setting.dialect);
        let mut kinds = Vec::new();
        for _ in 0..MOST {
            let kind = changes.one(&list);
            if before.tables.is_empty() {
                break;
            }
            if (0..3).any(|_| after.change(changes, kind)) {
                kinds.push(kind);
            } else if kinds.is_empty() {
                break;
            }
            if !changes.chance(60) {
                break;
            }
        }
        Self { before, rows, after, kinds }
    }

    /// The statements of the schema before, and those that are others for the schema after.
    pub(crate) fn show(&self) -> String {
        let kinds: Vec<String> = self.kinds.iter().map(|kind| format!("{kind:?}")).collect();
        let (before, after) = (spelled(&self.before), spelled(&self.after.schema));
        let mut text = format!("-- before, {} rows a table\n", self.rows.count);
        text.extend(before.iter().cloned());
        text += &format!("-- after {}: what is new, as it is then\n", kinds.join(", "));
        text.extend(after.iter().filter(|sql| !before.contains(sql)).cloned());
        text
    }
}

fn spelled(schema: &Schema) -> Vec<String> {
    let sequences = schema.sequences.iter().map(|sequence| format!("{sequence:?}\n"));
    match schema.metadata().create_all_sql(schema.dialect) {
        Ok(statements) => {
            statements.iter().map(|sql| format!("{sql};\n")).chain(sequences).collect()
        }
        Err(error) => vec![format!("refused: {error}\n")],
    }
}
