//! Options of tables, and columns that the database numbers.

use fsm_core::{Autoincrement, Dialect, IdentityDef, SqlType, TableDef};

use super::{Schema, offer};
use crate::draw::Draw;

/// Another set of options than the table has, if `verify` accepts it.
pub(crate) fn set(draw: &mut Draw, schema: &Schema, table: &mut TableDef) -> bool {
    let mut candidate = table.clone();
    let options = &mut candidate.options;
    match schema.dialect {
        Dialect::Sqlite => match draw.below(3) {
            0 => options.sqlite.strict = !options.sqlite.strict,
            1 => options.sqlite.without_rowid = !options.sqlite.without_rowid,
            _ => options.sqlite.autoincrement = !options.sqlite.autoincrement,
        },
        Dialect::Postgres => match draw.below(3) {
            0 => {
                let with: &[(&str, &str)] = draw.one(&[
                    &[("fillfactor", "70")][..],
                    &[("fillfactor", "90"), ("autovacuum_enabled", "false")],
                    &[("autovacuum_vacuum_threshold", "100")],
                    &[],
                ]);
                options.postgres.with =
                    with.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            }
            1 => options.postgres.unlogged = !options.postgres.unlogged,
            _ => options.postgres.tablespace = None,
        },
        _ => match draw.below(4) {
            0 => {
                options.mysql.collation = draw
                    .one(&[
                        Some("utf8mb4_bin"),
                        Some("utf8mb4_unicode_ci"),
                        Some("latin1_swedish_ci"),
                        None,
                    ])
                    .map(Into::into);
                options.mysql.charset = None;
            }
            1 => {
                options.mysql.charset = draw
                    .one(&[Some("latin1"), Some("utf8mb4"), Some("ascii"), None])
                    .map(Into::into);
                options.mysql.collation = None;
            }
            2 => {
                options.mysql.row_format = draw
                    .one(&[Some("DYNAMIC"), Some("COMPACT"), Some("COMPRESSED"), None])
                    .map(Into::into);
            }
            _ => {
                options.mysql.engine =
                    draw.one(&[Some("InnoDB"), Some("MyISAM"), Some("Aria"), None]).map(Into::into);
            }
        },
    }
    candidate.options != table.options && offer(schema, table, candidate)
}

/// Whether and how the database numbers a column, if one can be numbered.
pub(crate) fn number(draw: &mut Draw, schema: &Schema, table: &mut TableDef) -> bool {
    let integers: Vec<usize> = (0..table.columns.len())
        .filter(|at| {
            table.columns[*at].sql_type.is_integer()
                && table.columns[*at].sql_type != SqlType::TinyInteger
        })
        .collect();
    let Some(&at) = draw.pick(&integers) else { return false };
    let mut candidate = table.clone();
    let column = &mut candidate.columns.to_mut()[at];
    match draw.below(4) {
        0 => column.identity = Some(identity(draw, schema.dialect)),
        1 => column.autoincrement = Autoincrement::Never,
        2 => column.autoincrement = Autoincrement::Always,
        _ => {
            column.identity = Some(identity(draw, schema.dialect));
            column.nullable = false;
            column.default = None;
            column.default_sql = None;
        }
    }
    candidate != *table && offer(schema, table, candidate)
}

/// Options that the dialect has.
pub(crate) fn identity(draw: &mut Draw, dialect: Dialect) -> IdentityDef {
    let mut identity = IdentityDef::NEW;
    if dialect == Dialect::Sqlite {
        return identity;
    }
    if draw.chance(50) {
        identity.start = Some(draw.one(&[100, 7]));
    }
    if dialect == Dialect::Mysql {
        return identity;
    }
    identity.always = draw.chance(40);
    if draw.chance(30) {
        identity.increment = Some(draw.one(&[5, 2]));
    }
    if draw.chance(20) {
        identity.min_value = Some(draw.one(&[1, 5]));
    }
    if draw.chance(20) {
        identity.max_value = Some(draw.one(&[1000, 30000]));
    }
    if draw.chance(20) {
        identity.cache = Some(draw.one(&[10, 20]));
    }
    identity.cycle = draw.chance(20);
    identity
}
