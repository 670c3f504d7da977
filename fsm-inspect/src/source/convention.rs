//! The naming convention that a database's constraints and indexes follow.
//! It never decides by one name: a convention explains several, and more than the usual one does.

use super::RustSource;
use super::constraint::{made_on, of_column};
use fsm_core::{CheckDef, Error, IndexKey, NamingConvention, Sql, TableDef};

/// The convention that names are left out by.
#[derive(Debug)]
pub(super) struct Conventions {
    pub(super) naming: NamingConvention,
    /// The kinds that are named in another way than usual, each with its template.
    pub(super) templates: Vec<(&'static str, &'static str)>,
}

/// A kind of constraint: its templates in practice, and how to name by one.
struct Kind {
    key: &'static str,
    set: fn(NamingConvention, &str) -> Result<NamingConvention, Error>,
    /// Those of databases and of well-known libraries.
    templates: &'static [&'static str],
    /// How many of a table's names the convention in the second place gives.
    count: fn(&RustSource<'_>, &TableDef, &NamingConvention) -> usize,
}

const KINDS: &[Kind] = &[
    Kind {
        key: "pk",
        set: NamingConvention::pk,
        templates: &["%(table_name)s_pkey", "PK_%(table_name)s", "%(table_name)s_pk"],
        count: primary_keys,
    },
    Kind {
        key: "uq",
        set: NamingConvention::uq,
        templates: &[
            "%(table_name)s_%(column_0_N_name)s_key",
            "%(table_name)s_%(column_0_N_name)s_unique",
            "%(table_name)s_%(column_0_N_name)s_uniq",
            "UQ_%(table_name)s_%(column_0_N_name)s",
            "%(column_0_name)s",
        ],
        count: uniques,
    },
    Kind {
        key: "ck",
        set: NamingConvention::ck,
        templates: &[
            "%(table_name)s_%(constraint_name)s_check",
            "CK_%(table_name)s_%(constraint_name)s",
        ],
        count: checks,
    },
    Kind {
        key: "fk",
        set: NamingConvention::fk,
        templates: &[
            "%(table_name)s_%(column_0_N_name)s_fkey",
            "%(table_name)s_%(column_0_N_name)s_foreign",
            "fk_%(table_name)s_%(referred_table_name)s",
            "fk_%(table_name)s_%(column_0_N_name)s",
            "FK_%(table_name)s_%(referred_table_name)s_%(column_0_N_name)s",
        ],
        count: foreign_keys,
    },
    Kind {
        key: "ix",
        set: NamingConvention::ix,
        templates: &[
            "%(table_name)s_%(column_0_N_name)s_idx",
            "idx_%(table_name)s_%(column_0_N_name)s",
            "index_%(table_name)s_on_%(column_0_N_name)s",
            "%(table_name)s_%(column_0_N_name)s_index",
            "IX_%(table_name)s_%(column_0_N_name)s",
            "%(column_0_name)s",
        ],
        count: indexes,
    },
];

impl Conventions {
    pub(super) fn of(source: &RustSource<'_>) -> Self {
        if let Some(naming) = &source.naming {
            return Self { naming: naming.clone(), templates: Vec::new() };
        }
        let mut found = Self { naming: NamingConvention::default(), templates: Vec::new() };
        // One name follows any convention that happens to give it, unless other kinds follow the
        // database's own, which is the first of each.
        for own in [false, true] {
            let is_known = found.templates.iter().any(|(key, template)| is_own(key, template));
            if own && !is_known {
                break;
            }
            found.choose(source, usize::from(!own));
        }
        found.templates.sort_unstable();
        found
    }

    /// Takes for each kind the template that gives more than `few` names, and more than any other.
    fn choose(&mut self, source: &RustSource<'_>, few: usize) {
        for kind in KINDS {
            if self.templates.iter().any(|(key, _)| *key == kind.key) {
                continue;
            }
            let count = |naming: &NamingConvention| -> usize {
                source.metadata.tables().map(|table| (kind.count)(source, table, naming)).sum()
            };
            let mut most = count(&self.naming).max(few);
            let mut best = None;
            let own_alone = if few == 0 { 1 } else { kind.templates.len() };
            for template in &kind.templates[..own_alone] {
                let Ok(naming) = (kind.set)(self.naming.clone(), template) else { continue };
                let explained = count(&naming);
                if explained > most {
                    (most, best) = (explained, Some((*template, naming)));
                }
            }
            if let Some((template, naming)) = best {
                self.naming = naming;
                self.templates.push((kind.key, template));
            }
        }
    }
}

fn is_own(key: &str, template: &str) -> bool {
    KINDS.iter().any(|kind| kind.key == key && kind.templates.first() == Some(&template))
}

fn primary_keys(source: &RustSource<'_>, table: &TableDef, naming: &NamingConvention) -> usize {
    let limit = source.dialect.capabilities().name_limit;
    let given = source.metadata.naming();
    let keys = table.primary_key.iter();
    keys.filter(|key| {
        let mut plain = (*key).clone();
        plain.name = None;
        given.primary_key(&table.name, key, limit) == naming.primary_key(&table.name, &plain, limit)
    })
    .count()
}

fn uniques(source: &RustSource<'_>, table: &TableDef, naming: &NamingConvention) -> usize {
    let limit = source.dialect.capabilities().name_limit;
    let given = source.metadata.naming();
    let uniques = table.uniques.iter().filter(|unique| made_on(&unique.dialects, source.dialect));
    uniques
        .filter(|unique| {
            let mut plain = (*unique).clone();
            plain.name = None;
            given.unique(&table.name, unique, limit) == naming.unique(&table.name, &plain, limit)
        })
        .count()
}

fn checks(source: &RustSource<'_>, table: &TableDef, naming: &NamingConvention) -> usize {
    let limit = source.dialect.capabilities().name_limit;
    let given = source.metadata.naming();
    let checks = table.checks.iter().filter(|check| made_on(&check.dialects, source.dialect));
    checks
        .filter(|check| {
            let text = check.expression.text(source.dialect).unwrap_or_default();
            let actual = given.check(&table.name, check, limit);
            let mut plain = CheckDef::new(text.to_owned());
            plain.column.clone_from(&check.column);
            naming.check(&table.name, &plain, limit) == actual
                || check.column.is_none()
                    && of_column(table, naming, text, &actual, limit).is_some()
        })
        .count()
}

fn foreign_keys(source: &RustSource<'_>, table: &TableDef, naming: &NamingConvention) -> usize {
    let limit = source.dialect.capabilities().name_limit;
    let given = source.metadata.naming();
    let keys = table.foreign_keys.iter();
    keys.filter(|key| {
        let mut plain = (*key).clone();
        plain.name = None;
        given.foreign_key(&table.name, key, limit) == naming.foreign_key(&table.name, &plain, limit)
    })
    .count()
}

fn indexes(source: &RustSource<'_>, table: &TableDef, naming: &NamingConvention) -> usize {
    let limit = source.dialect.capabilities().name_limit;
    let given = source.metadata.naming();
    let indexes = table.indexes.iter().filter(|index| made_on(&index.dialects, source.dialect));
    indexes
        .filter(|index| {
            let mut plain = (*index).clone();
            plain.name = None;
            for part in plain.columns.to_mut() {
                if let IndexKey::Expression(sql) = &part.key {
                    let text = sql.text(source.dialect).unwrap_or_default().to_owned();
                    part.key = IndexKey::Expression(Sql::new(text));
                }
            }
            given.index(&table.name, index, limit) == naming.index(&table.name, &plain, limit)
        })
        .count()
}
