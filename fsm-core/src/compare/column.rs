use super::context::{Alike, Context, Found, Pair, Stage};
use super::filter::Compared;
use super::names::enum_of;
use super::rename;
use crate::change::Change;
use crate::dialect::{Altered, Comments, IdentityOptions, Speller};
use crate::normal::Sameness;
use crate::schema::{Autoincrement, ColumnDef, IdentityDef, Literal, SqlType, TableDef};
use std::borrow::Cow;

/// Compares the columns of a table: those that both have, those that are new, and those that only
/// the database has.
pub(super) fn compare(cx: &Context<'_>, pair: &Pair<'_>, found: &mut Found) {
    let Some(model) = pair.model else { return };
    let (now, wanted) = (&pair.now.columns, &model.columns);
    let alike = now.len() == wanted.len()
        && now.iter().zip(wanted.iter()).all(|(one, other)| one.name == other.name);
    let context = TableContext::of(&pair.now, model);
    let mut changed = Changed::default();
    if alike {
        for (before, model) in now.iter().zip(wanted.iter()) {
            two(cx, pair, &context, (before, model), found, &mut changed);
        }
    } else {
        let mut open: Vec<Option<&ColumnDef>> = now.iter().map(Some).collect();
        let places: std::collections::BTreeMap<Cow<'_, str>, usize> = now
            .iter()
            .enumerate()
            .map(|(at, column)| (cx.names.parts.fold(&column.name), at))
            .collect();
        let mut new = Vec::new();
        for column in wanted.iter() {
            let place = places.get(&cx.names.parts.fold(&column.name)).copied();
            match place.and_then(|at| open[at].take()) {
                Some(before) => two(cx, pair, &context, (before, column), found, &mut changed),
                None => new.push(column),
            }
        }
        let gone: Vec<&ColumnDef> = open.into_iter().flatten().collect();
        let takes = |column: &&ColumnDef| {
            cx.options.filter.takes_part(Compared::Column, &pair.now.name, &column.name)
        };
        let gone: Vec<&ColumnDef> = gone.into_iter().filter(takes).collect();
        let new: Vec<&ColumnDef> = new.into_iter().filter(takes).collect();
        super::question::columns(cx, pair, (&gone, &new), found);
        unknown(cx, pair, &gone, found, &mut changed);
        missing(cx, pair, &new, found, &mut changed);
    }
    changed.settle(found);
}

/// The changes of a table's columns, each kind by itself.
#[derive(Default)]
struct Changed {
    added: Vec<Change>,
    added_computed: Vec<Change>,
    altered: Vec<Change>,
    altered_computed: Vec<Change>,
    dropped: Vec<Change>,
    dropped_computed: Vec<Change>,
}

impl Changed {
    /// What is computed comes after what it is made of, and goes before it.
    fn settle(self, found: &mut Found) {
        let all = [
            self.added,
            self.altered,
            self.altered_computed,
            self.added_computed,
            self.dropped_computed,
            self.dropped,
        ];
        for change in all.into_iter().flatten() {
            found.push(Stage::Columns, change);
        }
    }
}

/// Whether what stands around a column is the same on both sides, so that equal columns are equal.
struct TableContext {
    same: bool,
}

impl TableContext {
    fn of(now: &TableDef, model: &TableDef) -> Self {
        let number =
            |table: &'_ TableDef| table.autoincrement_column().map(|column| column.name.clone());
        let same = now.primary_key_columns() == model.primary_key_columns()
            && now.options == model.options
            && number(now) == number(model);
        Self { same }
    }
}

fn unknown(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    gone: &[&ColumnDef],
    found: &mut Found,
    changed: &mut Changed,
) {
    for column in gone {
        if !cx.options.drop_unknown.columns {
            found.keep("column", &pair.was.name, &column.name);
            continue;
        }
        found.dropped.push((pair.at, column.name.clone()));
        let list = match column.computed {
            Some(_) => &mut changed.dropped_computed,
            None => &mut changed.dropped,
        };
        let column = by_itself(cx, &pair.now, column);
        list.push(Change::DropColumn { table: pair.now.name.clone(), column });
    }
}

fn missing(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    new: &[&ColumnDef],
    found: &mut Found,
    changed: &mut Changed,
) {
    for column in new {
        if let Some(there) = cx.unmanaged_part(&pair.now.name, &column.name) {
            let what = format!("column `{}`", column.name);
            let reason =
                format!("a {} of that name stands there, which is not understood", there.kind);
            found.skip(&pair.now.name, what, reason);
            continue;
        }
        let list = match column.computed {
            Some(_) => &mut changed.added_computed,
            None => &mut changed.added,
        };
        let column = match pair.model {
            Some(model) => by_itself(cx, model, column),
            None => (*column).clone(),
        };
        list.push(Change::AddColumn { table: pair.now.name.clone(), column });
    }
}

/// The column of a key, saying by itself whether it is numbered: it comes before its key and goes
/// after it.
fn by_itself(cx: &Context<'_>, table: &TableDef, column: &ColumnDef) -> ColumnDef {
    let mut column = column.clone();
    if table.primary_key_columns().contains(&column.name)
        && column.autoincrement == Autoincrement::Auto
        && column.identity.is_none()
        && column.sql_type.is_integer()
    {
        let numbered = cx.likeness.is_numbered(table, &column);
        column.autoincrement = if numbered { Autoincrement::Always } else { Autoincrement::Never };
    }
    column
}

/// Two columns of one name.
fn two(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    context: &TableContext,
    (before, model): (&ColumnDef, &ColumnDef),
    found: &mut Found,
    changed: &mut Changed,
) {
    if context.same && before == model {
        return;
    }
    if !cx.options.filter.is_open()
        && !cx.options.filter.takes_part(Compared::Column, &pair.now.name, &before.name)
    {
        return;
    }
    let Some(table) = pair.model else { return };
    let sides = Sides { cx, pair, now: &pair.now, table, before, model };
    let mut after = Cow::Borrowed(before);
    let mut altered = Altered { sql_type: None, collation: false, nullability: false };
    let types = sides.types();
    if let Some((one, other)) = &types {
        let answer = sides.own_type(one, other, found);
        let differ = answer == Alike::Different;
        sides.settle(answer, "type", found, || {
            let after = after.to_mut();
            after.sql_type = sides.type_after();
            after.type_overrides.clone_from(&model.type_overrides);
        });
        if differ {
            altered.sql_type = Some((one, other));
        }
    }
    let refuses = Speller::refuses_null(table, model);
    if cx.likeness.says_null(model) && Speller::refuses_null(&pair.now, before) != refuses {
        altered.nullability = true;
        after.to_mut().nullable = !refuses;
    }
    sides.numbering(&mut after);
    let default = sides.default(found);
    let same_default = matches!(default, Alike::Same);
    sides.settle(default, "default", found, || {
        let after = after.to_mut();
        after.default.clone_from(&model.default);
        after.default_sql.clone_from(&model.default_sql);
    });
    let computed = sides.computed(found);
    sides.settle(computed, "expression", found, || {
        after.to_mut().computed.clone_from(&model.computed);
    });
    let collation = sides.collation(found);
    altered.collation = collation == Alike::Different;
    sides.settle(collation, "collation", found, || {
        after.to_mut().collation.clone_from(&model.collation);
    });
    let comment = |column: &'_ ColumnDef| column.comment.clone().filter(|text| !text.is_empty());
    if cx.can.comments != Comments::None && comment(before) != comment(model) {
        after.to_mut().comment = comment(model);
    }
    if !context.same
        && *after == *before
        && let Some(kept) = sides.lost_type()
    {
        let after = after.to_mut();
        after.sql_type = kept;
        after.type_overrides = Vec::new().into();
    }
    let Cow::Owned(mut after) = after else { return };
    // What is the same in other words is said in the model's, with which the rest fits: a default
    // of another type, labels that an enum gets before.
    if types.is_none() && cx.can.native_enums && enum_of(&model.sql_type).is_some() {
        after.sql_type.clone_from(&model.sql_type);
        after.type_overrides.clone_from(&model.type_overrides);
    }
    if same_default && types.is_some() {
        after.default.clone_from(&model.default);
        after.default_sql.clone_from(&model.default_sql);
    }
    if after == *before {
        return;
    }
    let in_the_way = cx.likeness.in_the_way(altered);
    found.altered.push((pair.at, before.name.clone(), in_the_way));
    let list = match (&before.computed, &after.computed) {
        (None, None) => &mut changed.altered,
        _ => &mut changed.altered_computed,
    };
    let (before, after) = sides.with_numbering(before.clone(), after);
    list.push(Change::AlterColumn { table: pair.now.name.clone(), before, after });
}

/// A column on both sides, each with its table.
struct Sides<'s> {
    cx: &'s Context<'s>,
    pair: &'s Pair<'s>,
    now: &'s TableDef,
    table: &'s TableDef,
    before: &'s ColumnDef,
    model: &'s ColumnDef,
}

impl Sides<'_> {
    fn settle(&self, answer: Alike, what: &str, found: &mut Found, change: impl FnOnce()) {
        match answer {
            Alike::Same => {}
            Alike::Different => change(),
            Alike::Skipped(reason) => {
                found.skip(
                    &self.now.name,
                    format!("{what} of column `{}`", self.before.name),
                    reason,
                );
            }
        }
    }

    /// The types, if they differ.
    fn types(&self) -> Option<(String, String)> {
        let Self { cx, now, table, before, model, .. } = self;
        if cx.can.enum_as_check
            && let (Some(one), other) = (cx.before.enum_check(before), cx.model.enum_check(model))
        {
            // What stands in for the enum hangs on the column here.
            let text = |check: &crate::schema::CheckDef| {
                check.expression.text(cx.dialect).unwrap_or_default().to_owned()
            };
            let other = other.map(|check| text(&check));
            if other.as_deref() != Some(&*text(&one)) {
                return Some((text(&one), other.unwrap_or_default()));
            }
        }
        if cx.can.native_enums
            && let (Some(one), Some(other)) = (enum_of(&before.sql_type), enum_of(&model.sql_type))
            && before.type_overrides.is_empty()
            && model.type_overrides.is_empty()
        {
            let array = |sql_type: &SqlType| matches!(sql_type, SqlType::Array(_));
            let same = cx.names.same_table(&one.name, &other.name)
                && array(&before.sql_type) == array(&model.sql_type);
            return (!same).then(|| (one.name.to_string(), other.name.to_string()));
        }
        let one = cx.before.grammar.column_type(&cx.before, now, before);
        let other = cx.model.grammar.column_type(&cx.model, table, model);
        let differ = |one: &str, other: &str| -> Option<(String, String)> {
            if one == other {
                return None;
            }
            let (one, other) = (cx.normal.type_name(one), cx.normal.type_name(other));
            (one != other).then_some((one, other))
        };
        if let Some(types) = differ(&one, &other) {
            return Some(types);
        }
        if before.sql_type == model.sql_type {
            return None;
        }
        // What the table makes of both types today it need not make of them after its changes.
        let of_before = ColumnDef {
            sql_type: before.sql_type.clone(),
            type_overrides: before.type_overrides.clone(),
            ..(*model).clone()
        };
        differ(&cx.model.grammar.column_type(&cx.model, table, &of_before), &other)
    }

    /// The type that the column is read as afterwards, if what stood before could not be made of it
    /// again: the words of several types are one in a strict table of SQLite, and at a row's number.
    fn lost_type(&self) -> Option<SqlType> {
        let Self { cx, now, table, before, model, .. } = self;
        let declared = cx.model.grammar.column_type(&cx.model, table, model);
        let kept = cx.likeness.type_read(table, model, &declared)?;
        let again = ColumnDef {
            sql_type: kept.clone(),
            type_overrides: Vec::new().into(),
            ..(*before).clone()
        };
        let one = cx.before.grammar.column_type(&cx.before, now, before);
        let other = cx.before.grammar.column_type(&cx.before, now, &again);
        (cx.normal.type_name(&one) != cx.normal.type_name(&other)).then_some(kept)
    }

    /// Whether the database numbers the rows by the column, and how.
    fn numbering(&self, after: &mut Cow<'_, ColumnDef>) {
        let Self { cx, now, table, before, model, .. } = self;
        let is = cx.likeness.is_numbered(now, before);
        let should = cx.likeness.is_numbered(table, model);
        if is != should {
            let after = after.to_mut();
            after.identity.clone_from(&model.identity);
            after.autoincrement = match (should, &model.identity) {
                (true, Some(_)) => model.autoincrement,
                (true, None) => Autoincrement::Always,
                (false, _) => Autoincrement::Never,
            };
            return;
        }
        // Numbers that a sequence of the column's own gives count as well.
        let serial = before.identity.is_none() && model.identity.is_none();
        if !is || serial || cx.can.identity != IdentityOptions::All {
            return;
        }
        let standing = before.identity.clone().unwrap_or(IdentityDef::NEW);
        let wanted = model.identity.clone().unwrap_or(IdentityDef::NEW);
        let of = |identity: &IdentityDef, column: &ColumnDef| {
            super::sequence::numbers(
                [
                    identity.start,
                    identity.increment,
                    identity.min_value,
                    identity.max_value,
                    identity.cache,
                ],
                largest(&column.sql_type),
            )
        };
        let same = standing.always == wanted.always
            && standing.cycle == wanted.cycle
            && of(&standing, before) == of(&wanted, model);
        if !same {
            after.to_mut().identity = Some(wanted);
        }
    }

    /// The column before and after with what the keys of both tables make of it: on the way from
    /// one to the other, and back, the rule would see keys that come and go.
    fn with_numbering(
        &self,
        mut before: ColumnDef,
        mut after: ColumnDef,
    ) -> (ColumnDef, ColumnDef) {
        let Self { cx, now, table, before: standing, model, .. } = self;
        let in_key = |table: &TableDef, column: &ColumnDef| {
            table.primary_key_columns().contains(&column.name)
        };
        let same_keys =
            now.primary_key == table.primary_key && now.foreign_keys == table.foreign_keys;
        if same_keys || !in_key(now, standing) && !in_key(table, model) {
            return (before, after);
        }
        let say = |column: &mut ColumnDef, numbered: bool| {
            if column.autoincrement == Autoincrement::Auto && column.identity.is_none() {
                column.autoincrement =
                    if numbered { Autoincrement::Always } else { Autoincrement::Never };
            }
        };
        say(&mut before, cx.likeness.is_numbered(now, standing));
        say(&mut after, cx.likeness.is_numbered(table, model));
        (before, after)
    }

    fn default(&self, found: &mut Found) -> Alike {
        let Self { cx, pair, now, table, before, model } = self;
        let same = before.default == model.default && before.default_sql == model.default_sql;
        if same && before.sql_type == model.sql_type {
            return Alike::Same;
        }
        let one = default_text(cx, &cx.before, now, before);
        let other = default_text(cx, &cx.model, table, model);
        match (one, other) {
            (None, None) => Alike::Same,
            (Some(one), Some(other)) => {
                if one == other {
                    return Alike::Same;
                }
                let declared = cx.model.grammar.column_type(&cx.model, table, model);
                let type_name = cx.normal.type_name(&declared);
                let compare = |one: &str, other: &str| -> Sameness {
                    cx.normal.default(&type_name, one, other)
                };
                cx.text(found, pair, (&one, &other), compare, |kept| {
                    let column = kept.find_column(&model.name)?;
                    default_text(cx, &cx.model, kept, column)
                })
            }
            _ => Alike::Different,
        }
    }

    /// The type that the column gets. Where an enum is text with a check, a column that was none
    /// becomes the text, and the check is a change of its own, as it is for text that stands.
    fn type_after(&self) -> SqlType {
        let Self { cx, before, model, .. } = self;
        let comes = cx.model.enum_check(model).is_some() && cx.before.enum_check(before).is_none();
        if comes { SqlType::Text } else { model.sql_type.clone() }
    }

    /// Whether the model's type is in its author's words, of which only the server knows every
    /// one.
    fn own_words(&self) -> bool {
        let Self { cx, model, .. } = self;
        matches!(model.sql_type, SqlType::Custom(_)) || model.type_override(cx.dialect).is_some()
    }

    /// Types that differ, but where the author's words may mean what stands.
    fn own_type(&self, one: &str, other: &str, found: &mut Found) -> Alike {
        let Self { cx, pair, model, .. } = self;
        if !self.own_words() {
            return Alike::Different;
        }
        let unknown = |_: &str, _: &str| Sameness::Unknown;
        cx.text(found, pair, (one, other), unknown, |kept| {
            let column = kept.find_column(&model.name)?;
            let text = cx.model.grammar.column_type(&cx.model, kept, column);
            Some(cx.normal.type_name(&text))
        })
    }

    fn collation(&self, found: &mut Found) -> Alike {
        let Self { cx, pair, now, table, before, model } = self;
        if before.collation == model.collation {
            return Alike::Same;
        }
        let text = |column: &'_ ColumnDef| {
            let text = column.collation.as_ref()?.text(cx.dialect)?;
            Some(text.to_owned())
        };
        let (one, other) = (text(before), text(model));
        if cx.normal.collation((table, other.as_deref()), (now, one.as_deref()))
            || cx.likeness.same_collation((now, before), (table, model))
        {
            return Alike::Same;
        }
        if other.is_some() || !self.own_words() {
            return Alike::Different;
        }
        // The author's words may name a character set.
        let unknown = |_: &str, _: &str| Sameness::Unknown;
        let one = one.unwrap_or_default();
        cx.text(found, pair, (&one, ""), unknown, |kept| {
            Some(text(kept.find_column(&model.name)?).unwrap_or_default())
        })
    }

    fn computed(&self, found: &mut Found) -> Alike {
        let Self { cx, pair, before, model, .. } = self;
        let text = |column: &'_ ColumnDef| {
            let computed = column.computed.as_ref()?;
            Some((computed.expression.text(cx.dialect)?.to_owned(), computed.stored))
        };
        match (text(before), text(model)) {
            (None, None) => Alike::Same,
            (Some((one, one_stored)), Some((other, other_stored))) => {
                if one_stored != other_stored {
                    return Alike::Different;
                }
                cx.expression(found, pair, (Some(&one), Some(&other)), |kept| {
                    text(kept.find_column(&model.name)?).map(|(text, _)| text)
                })
            }
            _ => Alike::Different,
        }
    }
}

/// What stands after `DEFAULT`; `None` if nothing does, or `NULL`.
fn default_text(
    cx: &Context<'_>,
    speller: &Speller<'_>,
    table: &TableDef,
    column: &ColumnDef,
) -> Option<String> {
    if column.computed.is_some() || cx.likeness.is_numbered(table, column) {
        return None;
    }
    let is_null = |text: &str| {
        let bare = text.trim_matches(['(', ')', ' ', '\n']);
        // PostgreSQL keeps it with the type of the column behind it.
        bare.split("::").next().is_some_and(|word| word.eq_ignore_ascii_case("NULL"))
    };
    let sql = column.default_sql.as_ref().and_then(|sql| sql.text(cx.dialect));
    match (sql, &column.default) {
        (Some(text), _) if is_null(text) => None,
        (Some(text), _) => Some(speller.grammar.default_sql(speller, column, text)),
        (None, Some(literal)) => Some(literal_text(speller, column, literal)),
        (None, None) => None,
    }
}

fn literal_text(speller: &Speller<'_>, column: &ColumnDef, literal: &Literal) -> String {
    speller.grammar.default_literal(speller, column, literal)
}

/// The largest number of the type, for sequences.
fn largest(sql_type: &SqlType) -> i64 {
    match sql_type {
        SqlType::SmallInteger => i64::from(i16::MAX),
        SqlType::Integer => i64::from(i32::MAX),
        _ => i64::MAX,
    }
}

/// The renames of a table's columns: before, after. What the model and the caller say, where the
/// old name stands in the database and the new one does not.
pub(super) fn renames(
    cx: &Context<'_>,
    was: &TableDef,
    model: &TableDef,
    found: &mut Found,
) -> Vec<(crate::schema::Str, crate::schema::Str)> {
    let hints = cx.options.renames.columns.iter();
    let of_caller: Vec<_> = hints
        .filter(|(table, _, _)| cx.names.same_table(table, &model.name))
        .map(|(_, before, after)| (before.clone(), after.clone()))
        .collect();
    if of_caller.is_empty() && model.columns.iter().all(|column| column.renamed_from.is_none()) {
        return Vec::new();
    }
    let of_models = model.columns.iter().filter_map(|column| {
        let before = column.renamed_from.clone()?;
        Some((before, column.name.clone()))
    });
    rename::valid(
        of_caller,
        of_models.collect(),
        |name| {
            was.columns
                .iter()
                .find(|column| cx.names.same(&column.name, name))
                .map(|c| c.name.clone())
        },
        |name| model.columns.iter().any(|column| cx.names.same(&column.name, name)),
        |before, after, reason| {
            found.skip(&model.name, format!("rename of column `{before}` to `{after}`"), reason);
        },
    )
}
