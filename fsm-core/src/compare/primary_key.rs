use super::context::{Context, Found, Pair, Stage};
use super::filter::Compared;
use crate::change::{Change, ConstraintKind};
use crate::schema::Str;

/// Compares the primary keys. What is dropped goes as the first change of the table's columns, and
/// what is added comes as the last: a column that the database numbers is never without a key for
/// longer than the statements that follow each other.
pub(super) fn before_columns(cx: &Context<'_>, pair: &Pair<'_>, found: &mut Found) -> bool {
    let Some(model) = pair.model else { return false };
    let name = pair.now.primary_key.as_ref().and_then(|key| key.name.as_deref());
    if !cx.options.filter.is_open()
        && !cx.options.filter.takes_part(
            Compared::PrimaryKey,
            &pair.now.name,
            name.unwrap_or_default(),
        )
    {
        return false;
    }
    match (&pair.now.primary_key, &model.primary_key) {
        (None, None) => false,
        (None, Some(_)) => true,
        (Some(before), Some(after)) => {
            if cx.names.same_list(&before.columns, &after.columns) {
                rename(cx, pair, found);
                return false;
            }
            drop(pair, found);
            true
        }
        (Some(before), None) => {
            let drops = cx.options.drop_unknown;
            let goes = |column: &Str| model.find_column(column).is_none();
            if drops.constraints || drops.columns && before.columns.iter().any(goes) {
                drop(pair, found);
            } else {
                let columns = before.columns.join(", ");
                let name = before.name.as_deref().unwrap_or(&columns);
                found.keep("primary key", &pair.was.name, name);
            }
            false
        }
    }
}

/// Adds the model's key.
pub(super) fn after_columns(pair: &Pair<'_>, found: &mut Found) {
    let Some(key) = pair.model.and_then(|model| model.primary_key.clone()) else { return };
    let table = pair.now.name.clone();
    found.push(Stage::Columns, Change::AddPrimaryKey { table, primary_key: key });
}

fn drop(pair: &Pair<'_>, found: &mut Found) {
    if let Some(key) = pair.now.primary_key.clone() {
        found.freed.push((pair.at, key.columns.to_vec()));
        let table = pair.now.name.clone();
        found.push(Stage::Columns, Change::DropPrimaryKey { table, primary_key: key });
    }
}

fn rename(cx: &Context<'_>, pair: &Pair<'_>, found: &mut Found) {
    let (Some(was), Some(model)) = (&pair.was.primary_key, pair.model) else { return };
    let Some(key) = &model.primary_key else { return };
    if !cx.likeness.names_primary_keys()
        || was.name.is_none() && cx.likeness.has_nameless()
        || was.name == key.name
            && (was.name.is_some() || cx.same_naming && pair.was.name == model.name)
    {
        return;
    }
    let after = cx.model.primary_key_name(&model.name, key);
    if was.name.as_ref().is_some_and(|name| cx.names.same(name, &after)) {
        return;
    }
    let before = cx.before.primary_key_name(&pair.was.name, was);
    if cx.names.same(&before, &after) {
        return;
    }
    found.push(
        Stage::RenamePart,
        Change::RenameConstraint {
            table: pair.was.name.clone(),
            kind: ConstraintKind::PrimaryKey,
            before: before.into(),
            after: after.into(),
        },
    );
}
