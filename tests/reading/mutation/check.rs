//! Changes of checks.

use fsm_core::{CheckDef, TableDef};

use crate::draw::Draw;
use crate::expression::mentions;
use crate::mutation::Mutant;
use crate::{schema, words};

/// A check that holds for the rows.
fn holding(draw: &mut Draw, mutant: &Mutant, table: &TableDef) -> Option<CheckDef> {
    let dialect = mutant.dialect();
    let check = schema::check(draw, &mutant.schema, table)?;
    let holds = table.columns.iter().all(|column| {
        let says = check
            .expression
            .text(dialect)
            .is_some_and(|text| mentions(text, dialect, &column.name));
        !says || column.computed.is_some() || mutant.holds_rows(&table.name, &column.name)
    });
    holds.then_some(check)
}

pub(super) fn add(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let table = mutant.schema.tables[at].clone();
    let Some(check) = holding(draw, mutant, &table) else { return false };
    mutant.schema.change(at, table.check(check))
}

/// Changes one of the checks.
fn one(
    draw: &mut Draw,
    mutant: &mut Mutant,
    change: impl FnOnce(&mut Draw, &Mutant, &mut TableDef, usize) -> bool,
) -> bool {
    let tables = mutant.tables(|table| !table.checks.is_empty());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let place = draw.below(table.checks.len());
    change(draw, mutant, &mut table, place) && mutant.schema.change(at, table)
}

pub(super) fn remove(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |_, _, table, place| {
        table.checks.to_mut().remove(place);
        true
    })
}

pub(super) fn expression(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |draw, mutant, table, place| {
        let Some(other) = holding(draw, mutant, table) else { return false };
        let check = &mut table.checks.to_mut()[place];
        let changes = check.expression != other.expression;
        check.expression = other.expression;
        changes
    })
}

pub(super) fn name(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |draw, mutant, table, place| {
        let check = &mut table.checks.to_mut()[place];
        let name = words::name(draw, "check", &mut mutant.schema.taken());
        check.name = if check.name.is_some() && draw.chance(30) { None } else { Some(name) };
        true
    })
}
