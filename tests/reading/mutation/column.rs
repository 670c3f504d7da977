//! Changes of columns.

use fsm_core::{ColumnDef, Dialect, IndexKey, PostgresType, SqlType, Str, TableDef, TableName};

use crate::draw::Draw;
use crate::expression::{mentions, renamed};
use crate::mutation::Mutant;
use crate::schema::family::{self, Family};
use crate::schema::{column, column_names, options};
use crate::words;

/// Changes one of the columns that fit; whether `change` did.
fn one(
    draw: &mut Draw,
    mutant: &mut Mutant,
    fits: impl Fn(&Mutant, &TableDef, &ColumnDef) -> bool,
    change: impl FnOnce(&mut Draw, &mut Mutant, &TableName, &mut ColumnDef) -> bool,
) -> bool {
    let places = mutant.columns(|table, column| fits(mutant, table, column));
    let Some(&(at, place)) = draw.pick(&places) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let name = table.name.clone();
    change(draw, mutant, &name, &mut table.columns.to_mut()[place])
        && mutant.schema.change(at, table)
}

pub(super) fn add(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let mut table = mutant.schema.tables[at].clone();
    let name = words::name(draw, "added", &mut column_names(&table));
    let mut column = column::any(draw, &mutant.schema, name);
    let filled = mutant.rows.count > 0 && mutant.lineage.tables.contains_key(&table.name);
    if filled && column.default.is_none() {
        // The rows that are there have no value for it.
        let is_null = column.default_sql.as_ref().and_then(|sql| sql.text(mutant.dialect()));
        column.nullable |= is_null.is_none_or(|text| text == "NULL");
    }
    let place =
        if draw.chance(30) { draw.below(table.columns.len() + 1) } else { table.columns.len() };
    table.columns.to_mut().insert(place, column);
    mutant.schema.change(at, table)
}

pub(super) fn remove(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let places = mutant.columns(|table, _| table.columns.len() > 1);
    let Some(&(at, place)) = draw.pick(&places) else { return false };
    let name = mutant.schema.tables[at].columns[place].name.clone();
    forget(mutant, at, &name, true);
    mutant.schema.tables[at].columns.to_mut().remove(place);
    let table = mutant.schema.tables[at].name.clone();
    mutant.lineage.column_gone(&table, &name);
    true
}

/// Takes away what names the column: in any case what does so in expressions, and what stands on its
/// type; keys too if it goes.
fn forget(mutant: &mut Mutant, at: usize, name: &Str, goes: bool) {
    let dialect = mutant.dialect();
    let table = &mut mutant.schema.tables[at];
    let of_table = table.name.clone();
    let says =
        |sql: &fsm_core::Sql| sql.text(dialect).is_some_and(|text| mentions(text, dialect, name));
    table.checks.to_mut().retain(|check| !says(&check.expression));
    for check in table.checks.to_mut() {
        if goes && check.column.as_ref() == Some(name) {
            check.column = None;
        }
    }
    table.indexes.to_mut().retain(|index| {
        let in_part = index.columns.iter().any(|part| match &part.key {
            IndexKey::Column(column) => column == name,
            IndexKey::Expression(sql) => says(sql),
        });
        !in_part
            && !index.predicate.as_ref().is_some_and(says)
            && !(goes && index.include.contains(name))
    });
    let dependent: Vec<Str> = table
        .columns
        .iter()
        .filter(|column| {
            column.computed.as_ref().is_some_and(|computed| says(&computed.expression))
        })
        .map(|column| column.name.clone())
        .filter(|column| column != name)
        .collect();
    table.uniques.to_mut().retain(|unique| !unique.columns.contains(name) || !goes);
    if goes && table.primary_key_columns().contains(name) {
        table.primary_key = None;
    }
    for from in &mut mutant.schema.tables {
        let here = from.name == of_table;
        from.foreign_keys.to_mut().retain(|key| {
            let refers = here && key.columns.contains(name);
            let referred = key.referred_table == of_table && key.referred_columns.contains(name);
            !refers && !referred
        });
    }
    for column in dependent {
        forget(mutant, at, &column, true);
        mutant.schema.tables[at].columns.to_mut().retain(|there| there.name != column);
        mutant.lineage.column_gone(&of_table, &column);
    }
}

pub(super) fn rename(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let dialect = mutant.dialect();
    let places = mutant.columns(|_, _| true);
    let Some(&(at, place)) = draw.pick(&places) else { return false };
    let table = &mut mutant.schema.tables[at];
    let after = words::name(draw, "renamed", &mut column_names(table));
    let of_table = table.name.clone();
    let before = table.columns[place].name.clone();
    let column = &mut table.columns.to_mut()[place];
    column.name = after.clone();
    let known = mutant.lineage.tables.get(&of_table).and_then(|origin| origin.known.get(&before));
    column.renamed_from = known.filter(|name| **name != after).cloned();
    let swap = |name: &mut Str| {
        if *name == before {
            *name = after.clone();
        }
    };
    let rewrite = |sql: &mut fsm_core::Sql| {
        if let Some(text) = sql.text(dialect) {
            *sql = renamed(text, dialect, &before, &after).into();
        }
    };
    for column in table.columns.to_mut() {
        if let Some(computed) = &mut column.computed {
            rewrite(&mut computed.expression);
        }
    }
    if let Some(key) = &mut table.primary_key {
        key.columns.to_mut().iter_mut().for_each(swap);
    }
    for unique in table.uniques.to_mut() {
        unique.columns.to_mut().iter_mut().for_each(swap);
    }
    for check in table.checks.to_mut() {
        check.column.iter_mut().for_each(swap);
        rewrite(&mut check.expression);
    }
    for index in table.indexes.to_mut() {
        index.include.to_mut().iter_mut().for_each(swap);
        index.predicate.iter_mut().for_each(rewrite);
        for part in index.columns.to_mut() {
            match &mut part.key {
                IndexKey::Column(name) => swap(name),
                IndexKey::Expression(sql) => rewrite(sql),
            }
        }
    }
    for from in &mut mutant.schema.tables {
        let here = from.name == of_table;
        for key in from.foreign_keys.to_mut() {
            if here {
                key.columns.to_mut().iter_mut().for_each(swap);
            }
            if key.referred_table == of_table {
                key.referred_columns.to_mut().iter_mut().for_each(swap);
            }
        }
    }
    mutant.lineage.column_renamed(&of_table, &before, &after);
    true
}

/// A wider type of the same family.
pub(super) fn widen(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(
        draw,
        mutant,
        |mutant, table, column| {
            !wider(mutant.dialect(), column).is_empty() && !is_referring(mutant, table, column)
        },
        |draw, mutant, table, column| {
            let types = wider(mutant.dialect(), column);
            let Some(sql_type) = draw.pick(&types) else { return false };
            column.sql_type = sql_type.clone();
            if !matches!(family::of(mutant.dialect(), column), Family::Integer | Family::Text) {
                mutant.lineage.values_changed(table, &column.name);
            }
            true
        },
    )
}

fn wider(dialect: Dialect, column: &ColumnDef) -> Vec<SqlType> {
    if column.type_override(dialect).is_some() {
        return Vec::new();
    }
    let all = match &column.sql_type {
        SqlType::SmallInteger => vec![SqlType::Integer, SqlType::BigInteger],
        SqlType::Integer => vec![SqlType::BigInteger],
        SqlType::UnsignedTinyInteger => vec![SqlType::UnsignedInteger],
        SqlType::UnsignedInteger => vec![SqlType::UnsignedBigInteger, SqlType::BigInteger],
        SqlType::Float => vec![SqlType::Double],
        SqlType::String(length) => {
            vec![SqlType::String(length + 20), SqlType::Text, SqlType::String(2 * length)]
        }
        SqlType::Numeric { precision: Some(precision), scale } => {
            vec![SqlType::Numeric { precision: Some(precision + 4), scale: *scale }]
        }
        SqlType::Binary(length) => vec![SqlType::Binary(length + 10), SqlType::LargeBinary],
        SqlType::Text if column.collation.is_none() => vec![SqlType::String(200)],
        SqlType::BigInteger => vec![SqlType::Integer],
        SqlType::Custom(sql)
            if sql.text(dialect).is_some_and(|text| text.eq_ignore_ascii_case("CHAR(5)")) =>
        {
            vec![SqlType::String(30)]
        }
        _ => Vec::new(),
    };
    all.into_iter().filter(|sql_type| dialect.spell_type(sql_type).is_ok()).collect()
}

/// Whether a foreign key goes out from the column or to it.
fn is_referring(mutant: &Mutant, table: &TableDef, column: &ColumnDef) -> bool {
    table.foreign_keys.iter().any(|key| key.columns.contains(&column.name))
        || mutant.schema.tables.iter().flat_map(|from| from.foreign_keys.iter()).any(|key| {
            key.referred_table == table.name && key.referred_columns.contains(&column.name)
        })
}

/// Another type altogether; where there are rows, one that takes every text.
pub(super) fn change_type(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let places = mutant.columns(|table, column| {
        column.computed.is_none()
            && column.identity.is_none()
            && table.autoincrement_column().is_none_or(|numbered| numbered.name != column.name)
    });
    let Some(&(at, place)) = draw.pick(&places) else { return false };
    let before = mutant.schema.tables[at].columns[place].clone();
    let of_table = mutant.schema.tables[at].name.clone();
    forget(mutant, at, &before.name, false);
    let table = &mutant.schema.tables[at];
    let Some(place) = table.columns.iter().position(|column| column.name == before.name) else {
        return false;
    };
    let mut after = column::any(draw, &mutant.schema, before.name.clone());
    after.nullable = before.nullable;
    after.comment = before.comment;
    after.renamed_from = before.renamed_from;
    let is_filled = mutant.rows.count > 0 && mutant.lineage.tables.contains_key(&of_table);
    if is_filled {
        let is_bytes = matches!(family::of(mutant.dialect(), &after), Family::Binary)
            || matches!(before.sql_type, SqlType::Postgres(PostgresType::VarBit));
        if is_bytes || before.sql_type == SqlType::TinyInteger {
            return false;
        }
        after.sql_type = SqlType::Text;
        after.default = None;
        after.default_sql = None;
        after.collation = None;
        let table = &mutant.schema.tables[at];
        let in_key = table.primary_key_columns().contains(&after.name)
            || table.uniques.iter().any(|unique| unique.columns.contains(&after.name));
        if in_key {
            return false;
        }
    }
    mutant.lineage.values_changed(&of_table, &after.name);
    mutant.schema.tables[at].columns.to_mut()[place] = after;
    true
}

pub(super) fn set_not_null(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(
        draw,
        mutant,
        |mutant, table, column| {
            column.nullable
                && column.computed.is_none()
                && !mutant.has_nulls(&table.name, &column.name)
        },
        |_, mutant, _, column| {
            column.nullable = false;
            let sql = column.default_sql.as_ref().and_then(|sql| sql.text(mutant.dialect()));
            if sql == Some("NULL") {
                column.default_sql = None;
            }
            true
        },
    )
}

pub(super) fn drop_not_null(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(
        draw,
        mutant,
        |_, _, column| !column.nullable,
        |_, _, _, column| {
            column.nullable = true;
            true
        },
    )
}

fn is_free(table: &TableDef, column: &ColumnDef) -> bool {
    column.computed.is_none()
        && column.identity.is_none()
        && table.autoincrement_column().is_none_or(|numbered| numbered.name != column.name)
}

pub(super) fn default(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(
        draw,
        mutant,
        |_, table, column| is_free(table, column),
        |draw, mutant, _, column| {
            column::set_default(draw, &mutant.schema, column);
            column.default.is_some() || column.default_sql.is_some()
        },
    )
}

pub(super) fn drop_default(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let has = |_: &Mutant, _: &TableDef, column: &ColumnDef| {
        column.default.is_some() || column.default_sql.is_some()
    };
    one(draw, mutant, has, |_, _, _, column| {
        column.default = None;
        column.default_sql = None;
        true
    })
}

pub(super) fn comment(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(
        draw,
        mutant,
        |_, _, _| true,
        |draw, _, _, column| {
            column.comment = match &column.comment {
                Some(_) if draw.chance(30) => None,
                before => Some(words::other_text(draw, before.as_deref()).into()),
            };
            true
        },
    )
}

pub(super) fn collation(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(
        draw,
        mutant,
        |mutant, table, column| !is_referring(mutant, table, column),
        |draw, mutant, _, column| {
            let before = column.collation.take();
            if before.is_none() || draw.chance(60) {
                column::set_collation(draw, mutant.dialect(), column);
            }
            column.collation != before
        },
    )
}

pub(super) fn add_generated(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let mut table = mutant.schema.tables[at].clone();
    let name = words::name(draw, "made", &mut column_names(&table));
    let Some(column) = column::generated(draw, &mutant.schema, &table, name) else { return false };
    table.columns.to_mut().push(column);
    mutant.schema.change(at, table)
}

pub(super) fn generated_expression(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let dialect = mutant.dialect();
    let places = mutant.columns(|_, column| column.computed.is_some());
    let Some(&(at, place)) = draw.pick(&places) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let before = table.columns[place].clone();
    let bases: Vec<ColumnDef> = table
        .columns
        .iter()
        .filter(|column| {
            let names = |computed: &fsm_core::ComputedDef| {
                computed
                    .expression
                    .text(dialect)
                    .is_some_and(|text| mentions(text, dialect, &column.name))
            };
            column.computed.is_none() && before.computed.as_ref().is_some_and(names)
        })
        .cloned()
        .collect();
    let Some(base) = draw.pick(&bases) else { return false };
    let (sql_type, sql) = column::computed(draw, dialect, base);
    if sql_type != before.sql_type {
        return false;
    }
    if let Some(computed) = &mut table.columns.to_mut()[place].computed {
        computed.expression = sql.into();
    }
    mutant.lineage.values_changed(&table.name, &before.name);
    mutant.schema.change(at, table)
}

pub(super) fn generated_storage(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(
        draw,
        mutant,
        |_, _, column| column.computed.is_some(),
        |_, _, _, column| {
            if let Some(computed) = &mut column.computed {
                computed.stored = !computed.stored;
            }
            true
        },
    )
}

pub(super) fn numbering(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let mut table = mutant.schema.tables[at].clone();
    let before = table.clone();
    if draw.chance(40) {
        for column in table.columns.to_mut() {
            column.identity = None;
            column.autoincrement = fsm_core::Autoincrement::default();
        }
    } else {
        options::number(draw, &mutant.schema, &mut table);
    }
    // Numbering makes a column refuse nulls, which a row may hold.
    for (was, is) in before.columns.iter().zip(table.columns.iter()) {
        if was.nullable && !is.nullable && mutant.has_nulls(&before.name, &was.name) {
            return false;
        }
    }
    table != before && mutant.schema.change(at, table)
}
