use crate::dialect::{Grammar, Refusal};
use crate::schema::TableDef;

/// What stands behind the columns.
pub(super) fn spell(grammar: &dyn Grammar, table: &TableDef) -> Vec<String> {
    let options = &table.options.postgres;
    let mut words = Vec::new();
    words.extend(options.partition_by.as_ref().map(|by| format!("PARTITION BY {by}")));
    if !options.with.is_empty() {
        let parameters: Vec<String> =
            options.with.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        words.push(format!("WITH ({})", parameters.join(", ")));
    }
    let tablespace = options.tablespace.as_ref();
    words.extend(tablespace.map(|name| format!("TABLESPACE {}", grammar.identifier(name))));
    words
}

/// What PostgreSQL refuses whatever the columns are.
pub(super) fn refuse(table: &TableDef) -> Vec<Refusal> {
    let options = &table.options.postgres;
    let mut refusals = Vec::new();
    for (name, value) in options.with.iter() {
        if !is_plain(name) || !is_plain(value) {
            refusals.push((
                format!("`{name} = {value}` is no storage parameter"),
                Some(
                    "write a name and a number or word, such as `with(fillfactor = 70)`".to_owned(),
                ),
            ));
        }
    }
    if let Some(by) = &options.partition_by {
        if options.unlogged {
            refusals.push((
                "a partitioned table holds no rows itself, so it cannot be `UNLOGGED`".to_owned(),
                Some("make its partitions unlogged instead".to_owned()),
            ));
        }
        if !options.with.is_empty() {
            refusals.push((
                "a partitioned table holds no rows itself, so it has no storage parameters"
                    .to_owned(),
                Some("give them to its partitions instead".to_owned()),
            ));
        }
        if by.trim().is_empty() {
            refusals.push((
                "`partition_by` is empty".to_owned(),
                Some("write what follows `PARTITION BY`, such as `RANGE (created_at)`".to_owned()),
            ));
        }
        refusals.extend(super::partition::refuse(table, by));
    }
    if options.tablespace.as_deref().is_some_and(str::is_empty) {
        refusals.push(("the tablespace's name is empty".to_owned(), None));
    }
    refusals
}

/// A table that outlives a crash refers to none that does not (manual, CREATE TABLE, `UNLOGGED`).
pub(super) fn refuse_reference(table: &TableDef, target: &TableDef) -> Option<Refusal> {
    let lost = target.options.postgres.unlogged && !table.options.postgres.unlogged;
    lost.then(|| {
        (
            format!(
                "`{}` is `UNLOGGED`, and a table that is not refers to none that is",
                target.name
            ),
            Some("make both tables unlogged, or none".to_owned()),
        )
    })
}

fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
}
