use super::context::{Context, Found, Stage};
use super::filter::Compared;
use crate::change::Change;
use crate::dialect::Comments;
use crate::reflect::Unmanaged;
use crate::registry::Metadata;
use crate::schema::SequenceDef;

/// Compares the sequences that stand by themselves.
pub(super) fn compare(cx: &Context<'_>, before: &Metadata, models: &Metadata, found: &mut Found) {
    if !cx.likeness.has_sequences() {
        return;
    }
    let takes = |def: &&SequenceDef| cx.options.filter.takes(Compared::Sequence, &def.name);
    let standing: Vec<&SequenceDef> = before.sequences().filter(takes).collect();
    let wanted: Vec<&SequenceDef> = models.sequences().filter(takes).collect();
    for def in &wanted {
        match standing.iter().find(|known| cx.names.same_table(&known.name, &def.name)) {
            None => found.push(Stage::Sequence, Change::CreateSequence { def: (*def).clone() }),
            Some(known) if !is_same(cx, known, def) => {
                let after = SequenceDef { name: known.name.clone(), ..(*def).clone() };
                found.push(
                    Stage::Sequence,
                    Change::AlterSequence { before: (*known).clone(), after },
                );
            }
            Some(_) => {}
        }
    }
    for def in standing {
        if wanted.iter().any(|known| cx.names.same_table(&known.name, &def.name)) {
            continue;
        }
        if cx.options.drop_unknown.sequences {
            found.push(Stage::DropSequence, Change::DropSequence { def: def.clone() });
        } else {
            found.kept.push(Unmanaged::new("sequence", def.name.clone()));
        }
    }
}

fn is_same(cx: &Context<'_>, one: &SequenceDef, other: &SequenceDef) -> bool {
    let data_type =
        |def: &SequenceDef| cx.normal.type_name(def.data_type.as_deref().unwrap_or("bigint"));
    let of = |def: &SequenceDef| {
        let name = data_type(def);
        let largest = match &*name {
            "smallint" | "int2" => i64::from(i16::MAX),
            "integer" | "int" | "int4" => i64::from(i32::MAX),
            _ => i64::MAX,
        };
        let all = [def.start, def.increment, def.min_value, def.max_value, def.cache];
        (name, numbers(all, largest), def.cycle)
    };
    let comment = |def: &SequenceDef| def.comment.clone().filter(|text| !text.is_empty());
    of(one) == of(other) && (cx.can.comments == Comments::None || comment(one) == comment(other))
}

/// Start, increment, smallest, largest and cache with what holds where nothing is said
/// (PostgreSQL's manual, CREATE SEQUENCE).
pub(super) fn numbers(
    [start, increment, min_value, max_value, cache]: [Option<i64>; 5],
    largest: i64,
) -> [i64; 5] {
    let increment = increment.unwrap_or(1);
    let rises = increment >= 0;
    let smallest = -largest - 1;
    let min_value = min_value.unwrap_or(if rises { 1 } else { smallest });
    let max_value = max_value.unwrap_or(if rises { largest } else { -1 });
    let start = start.unwrap_or(if rises { min_value } else { max_value });
    [start, increment, min_value, max_value, cache.unwrap_or(1)]
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn what_is_unsaid_depends_on_the_direction_and_the_type() {
        let none = [None; 5];
        assert_eq!(numbers(none, 100), [1, 1, 1, 100, 1]);
        assert_eq!(numbers([None, Some(-1), None, None, None], 100), [-1, -1, -101, -1, 1]);
        assert_eq!(numbers([None, None, Some(5), None, None], 100), [5, 1, 5, 100, 1]);
    }
}
