mod cases;
mod law;
mod order;

use super::{CompareOptions, Comparison, Draft, DropUnknown, Kept, Standing, compare, whole};
use crate::registry::Metadata;
use crate::schema::{Dialect, TableDef};

/// The comparison, with a server that keeps every text as it is written.
fn compared(
    before: &Metadata,
    models: &Metadata,
    dialect: Dialect,
    options: &CompareOptions,
) -> Comparison {
    let standing = Standing {
        metadata: before,
        default_schema: None,
        schemas: &[],
        unmanaged: &[],
        flaws: &[],
        table_case: whole::usual_case(dialect),
    };
    let kept: Kept = models.tables().map(|table| (table.name.clone(), Ok(table.clone()))).collect();
    match compare(&standing, models, dialect, options, &kept) {
        Draft::Whole(comparison) => comparison,
        Draft::Ask(tables) => unreachable!("all answers are there: {tables:?}"),
    }
}

fn metadata(tables: &[TableDef]) -> Metadata {
    tables.iter().cloned().collect()
}

/// That the changes lead from `before` to `models`, and their reverses back.
fn assert_law(before: &Metadata, models: &Metadata, dialect: Dialect, options: &CompareOptions) {
    let comparison = compared(before, models, dialect, options);
    let mut after = before.clone();
    for change in &comparison.changes {
        if let Err(error) = after.apply(change) {
            panic!("{dialect}: {change}: {error}\n{comparison}");
        }
    }
    // The hints stay in the models; the caller's are told once.
    let drops = CompareOptions::new().drop_unknown(options.drop_unknown);
    let rest = compared(&after, models, dialect, &drops);
    assert!(rest.changes.is_empty(), "{dialect}: after\n{comparison}\nthere is\n{rest}");
    for change in comparison.changes.iter().cloned().rev() {
        let change = change.reverse();
        if let Err(error) = after.apply(&change) {
            panic!("{dialect}: back: {change}: {error}");
        }
    }
    let all = CompareOptions::new().drop_unknown(DropUnknown::ALL);
    let rest = compared(&after, before, dialect, &all);
    assert!(rest.changes.is_empty(), "{dialect}: after\n{comparison}\nand back there is\n{rest}");
}
