//! The laws of the naming convention: any names in; out comes one that fits, is not empty, is the same each time, and is another for other names.

use fsm_core::{
    CheckDef, ForeignKeyDef, IndexColumn, IndexDef, NameLimit, NamingConvention, PrimaryKeyDef,
    TableName, UniqueDef,
};

use super::{Verdict, require};

const LIMITS: [NameLimit; 3] =
    [NameLimit::Bytes(63), NameLimit::Characters(64), NameLimit::Unlimited];

/// The names that a table and some columns lead to, one of each kind.
#[must_use]
pub fn names(table: &str, columns: &[String], limit: NameLimit) -> [String; 6] {
    let naming = NamingConvention::default();
    let table = TableName::new(table.to_owned());
    let columns = || columns.iter().cloned();
    let expression: String = columns().collect::<Vec<_>>().join(" + ");
    [
        naming.primary_key(&table, &PrimaryKeyDef::new(columns()), limit),
        naming.unique(&table, &UniqueDef::new(columns()), limit),
        naming.check(&table, &CheckDef::new(expression.clone()), limit),
        naming.foreign_key(&table, &ForeignKeyDef::new(columns(), table.clone(), columns()), limit),
        naming.index(&table, &IndexDef::new(columns()), limit),
        naming.index(&table, &IndexDef::new([IndexColumn::expression(expression)]), limit),
    ]
}

/// Names fit the limit, are not empty, and are the same each time.
///
/// # Errors
/// With what broke.
pub fn check(table: &str, columns: &[String]) -> Verdict {
    for limit in LIMITS {
        let made = names(table, columns, limit);
        for name in &made {
            require(!name.is_empty(), || format!("{table:?} {columns:?}: an empty name"))?;
            require(fits(limit, name), || format!("{name:?} does not fit {limit:?}"))?;
        }
        let again = names(table, columns, limit);
        require(made == again, || format!("{table:?} {columns:?}: {made:?}, then {again:?}"))?;
        // The kinds of one table share a name space on some databases.
        for (at, name) in made.iter().enumerate() {
            let same = made[..at].iter().position(|other| other == name);
            // An index of a column and one of an expression that is only this column are alike by design.
            require(same.is_none() || at == 5, || format!("{name:?} twice in {made:?}"))?;
        }
    }
    Ok(())
}

/// Shortening keeps different names apart, and leaves alone what fits.
///
/// # Errors
/// With what broke.
pub fn shortening(one: &str, two: &str) -> Verdict {
    for limit in LIMITS {
        let short = |name: &str| limit.shorten(name.to_owned());
        require(fits(limit, &short(one)), || format!("{:?} does not fit {limit:?}", short(one)))?;
        require(!limit.fits(one) || short(one) == one, || {
            format!("{one:?} fits {limit:?} and became {:?}", short(one))
        })?;
        require(one == two || short(one) != short(two), || {
            format!("{one:?} and {two:?} both became {:?} under {limit:?}", short(one))
        })?;
    }
    Ok(())
}

/// Counted here, not by the code under test.
fn fits(limit: NameLimit, name: &str) -> bool {
    match limit {
        NameLimit::Bytes(most) => name.len() <= most,
        NameLimit::Characters(most) => name.chars().count() <= most,
        _ => true,
    }
}
